import { Button, ErrorNote, ProgressBar, useToast } from '@parlour/interface';
import type { TogetherView } from '@parlour/worker/brain-api';
import { useBrain } from '../../brain/brain-context.ts';
import { useAction } from '../../brain/use-action.ts';
import page from '@parlour/interface/page.module.css';

interface StopPanelProps {
  readonly onChange: (view: TogetherView) => void;
}

export function StopPanel({ onChange }: StopPanelProps) {
  const brain = useBrain();
  const toast = useToast();
  const { busy, error, run } = useAction();
  const stop = async (): Promise<void> => {
    const done = await run(async () => onChange(await brain.stopTakingPart()));
    if (done) toast({ message: 'This device takes part in no further rounds.' });
  };
  return (
    <section className={page.panel} aria-labelledby="stop">
      <h2 id="stop">Stop taking part</h2>
      <p>
        Takes effect at once: tokens that were not used are deleted, the invite is forgotten, and a round that
        is under way is left. What was not sent by then stays here.
      </p>
      <p>
        Reports that have been sent cannot be taken back: they are in sums that nobody can take apart, or will
        be if their round ends well. What they cost stays in the record of your budget, also if you come back.
      </p>
      {busy ? (
        <ProgressBar progress={undefined} idle="Stopping" />
      ) : (
        <div>
          <Button look="danger" icon="stop" onPress={() => void stop()}>
            Stop taking part
          </Button>
        </div>
      )}
      <ErrorNote error={error} />
    </section>
  );
}
