import type { DeviceReport } from '../../../../../worker/src/brain-api.ts';
import { useBrain } from '../../brain/brain-context.ts';
import { useAction } from '../../brain/use-action.ts';
import { useProgress } from '../../brain/use-progress.ts';
import { Button } from '../../components/button/button.tsx';
import { ErrorNote } from '../../components/note/error-note.tsx';
import page from '../../components/page.module.css';
import { ProgressBar } from '../../components/progress/progress-bar.tsx';

export function MeasureAgain({ onReport }: { onReport: (report: DeviceReport) => void }) {
  const brain = useBrain();
  const { busy, error, run } = useAction();
  const { progress, listen } = useProgress();
  const measure = (): void => {
    void run(async () => onReport(await brain.measureDevice(listen())));
  };
  return (
    <div className={page.stack}>
      <ErrorNote error={error} />
      {busy ? (
        <ProgressBar progress={progress} idle="Measuring" />
      ) : (
        <div>
          <Button icon="refresh" onPress={measure}>
            Measure again
          </Button>
        </div>
      )}
    </div>
  );
}
