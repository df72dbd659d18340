import { ErrorNote, ProgressBar } from '@parlour/interface';
import type { TogetherView } from '@parlour/worker/brain-api';
import { useEffect } from 'react';
import { useBrain } from '../../brain/brain-context.ts';
import { useAction } from '../../brain/use-action.ts';
import { logInReturn } from '../../session/log-in-return.ts';
import { LogIn } from './log-in.tsx';

interface LogInAgainProps {
  readonly view: TogetherView;
  readonly onChange: (view: TogetherView) => void;
}

/** For whoever takes part by a log-in, once its tokens are used up; a log-in that has just ended is used by itself. */
export function LogInAgain({ view: { takingPart }, onChange }: LogInAgainProps) {
  const brain = useBrain();
  const { busy, error, run } = useAction();
  const returned = logInReturn.get();
  useEffect(() => {
    if (returned === undefined || !('code' in returned)) return;
    logInReturn.drop();
    void run(async () => onChange(await brain.logInAgain(returned.code)));
    // oxlint-disable-next-line react/exhaustive-deps -- once: a code is good for one token
  }, []);
  if (busy) return <ProgressBar progress={undefined} idle="Asking for the token" />;
  return (
    <>
      {takingPart?.provider === undefined ? null : (
        <LogIn provider={takingPart.provider} returned={returned} />
      )}
      <ErrorNote error={error} />
    </>
  );
}
