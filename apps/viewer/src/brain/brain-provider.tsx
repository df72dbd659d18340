import { plainError } from '@parlour/interface';
import { proxy } from 'comlink';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { BrainState } from '@parlour/worker/brain-api';
import { BrainContext } from './brain-context.ts';
import type { ConnectedBrain } from './connect.ts';
import { tellConditions } from './tell-conditions.ts';
import { tellOfPresence } from './tell-of-presence.ts';

interface BrainProviderProps {
  readonly connection: ConnectedBrain;
  readonly children: ReactNode;
}

/** Hands the brain and its state to the page, and tells the brain when the page is hidden. */
export function BrainProvider({ connection: { brain, broken }, children }: BrainProviderProps) {
  const [state, setState] = useState<BrainState>();

  useEffect(() => {
    const begin = async (): Promise<void> => {
      await brain.subscribe(proxy((next: BrainState) => setState(next)));
      setState(await brain.start());
    };
    Promise.race([begin(), broken]).catch((error: unknown) => setState(unusable(error)));
    const flushWhenHidden = (): void => {
      if (document.visibilityState === 'hidden') brain.flush().catch(() => undefined);
    };
    const tryWhenOnline = (): void => {
      // Of a vault that is locked there is nothing to try.
      brain.wakeSync().catch(() => undefined);
    };
    document.addEventListener('visibilitychange', flushWhenHidden);
    window.addEventListener('online', tryWhenOnline);
    return () => {
      document.removeEventListener('visibilitychange', flushWhenHidden);
      window.removeEventListener('online', tryWhenOnline);
    };
  }, [brain, broken]);
  useEffect(
    () =>
      tellOfPresence(() => {
        brain.touch().catch(() => undefined);
      }),
    [brain],
  );
  useEffect(
    () =>
      tellConditions((conditions) => {
        brain.tellConditions(conditions).catch(() => undefined);
      }),
    [brain],
  );

  const connection = useMemo(() => ({ brain, state }), [brain, state]);
  return <BrainContext value={connection}>{children}</BrainContext>;
}

const unusable = (error: unknown): BrainState => ({
  vault: 'unusable',
  hasPasskey: false,
  catalogue: undefined,
  events: 0,
  problem: plainError(error),
});
