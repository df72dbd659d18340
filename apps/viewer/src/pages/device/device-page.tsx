import { ErrorNote, usePageTitle } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import { useBrain } from '../../brain/brain-context.ts';
import { useQuery } from '../../brain/use-query.ts';
import { BackendChoice } from './backend-choice.tsx';
import { BackendTable } from './backend-table.tsx';
import { DeviceFacts } from './device-facts.tsx';
import { LastTraining } from './last-training.tsx';
import { MixtureFacts } from './mixture-facts.tsx';
import { MeasureAgain } from './measure-again.tsx';

export function DevicePage() {
  usePageTitle('This device');
  const brain = useBrain();
  const { value: report, error, put } = useQuery('device', () => brain.device());
  return (
    <div className={page.page}>
      <h1>This device</h1>
      <p className={page.lead}>
        Everything is computed here. Parlour has several ways to compute, measures them on this very device,
        and takes the fastest.
      </p>
      <ErrorNote error={error} />
      {report === undefined ? null : (
        <>
          <BackendTable report={report} />
          <MeasureAgain onReport={put} />
          <BackendChoice report={report} onReport={put} />
          <LastTraining report={report.lastTraining} />
          <MixtureFacts report={report.mixture} />
          <DeviceFacts report={report} />
        </>
      )}
    </div>
  );
}
