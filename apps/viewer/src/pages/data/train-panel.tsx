import { Button, counted, ErrorNote, milliseconds, ProgressBar } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import { useState } from 'react';
import type { TrainingReport } from '@parlour/worker/brain-api';
import { useBrain, useBrainState } from '../../brain/brain-context.ts';
import { useAction } from '../../brain/use-action.ts';
import { useProgress } from '../../brain/use-progress.ts';
import { useSession } from '../../session/session.ts';

export function TrainPanel() {
  const brain = useBrain();
  const session = useSession();
  const events = useBrainState()?.events ?? 0;
  const { busy, error, run } = useAction();
  const { progress, listen } = useProgress();
  const [report, setReport] = useState<TrainingReport>();
  const train = (): void => {
    void run(async () => {
      setReport(await brain.train(listen()));
      session.keepHome(undefined);
    });
  };
  return (
    <section className={page.panel} aria-labelledby="train">
      <h2 id="train">What Parlour has learned</h2>
      <p>
        It learns a little from each thing you do; {counted(events, 'entry', 'entries')} of your history count
        at present. Training anew goes through all of them.
      </p>
      {busy ? (
        <>
          <ProgressBar progress={progress} idle="Training" />
          <div>
            <Button icon="stop" onPress={() => void brain.stopTraining()}>
              Stop
            </Button>
          </div>
        </>
      ) : (
        <div>
          <Button icon="refresh" onPress={train}>
            Train anew
          </Button>
        </div>
      )}
      <output className={page.quiet}>
        {report === undefined
          ? ''
          : `${report.stopped ? 'Stopped after' : 'Done:'} ${counted(report.steps, 'step')} in ${milliseconds(report.milliseconds)}.`}
      </output>
      <ErrorNote error={error} />
    </section>
  );
}
