import { Button, ErrorNote, ProgressBar } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { DeviceReport } from '@parlour/worker/brain-api';
import { useBrain } from '../../brain/brain-context.ts';
import { useAction } from '../../brain/use-action.ts';
import { useProgress } from '../../brain/use-progress.ts';

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
