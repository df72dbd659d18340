import { counted, milliseconds, momentName } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { TrainingReport } from '@parlour/worker/brain-api';
import { BACKENDS } from './backend-names.ts';
import styles from './device.module.css';

export function LastTraining({ report }: { report: TrainingReport | undefined }) {
  return (
    <section className={page.panel} aria-labelledby="last-training">
      <h2 id="last-training">Last training</h2>
      {report === undefined ? (
        <p className={page.quiet}>None yet: there is nothing to learn from, or it was before this version.</p>
      ) : (
        <dl className={styles.facts}>
          <dt>When</dt>
          <dd>{momentName(report.at)}</dd>
          <dt>Computed with</dt>
          <dd>{BACKENDS[report.backend]}</dd>
          <dt>Work</dt>
          <dd>
            {counted(report.steps, 'step')} in {milliseconds(report.milliseconds)}
            {report.stopped ? ', stopped early' : ''}
          </dd>
          <dt>Error (BPR loss)</dt>
          <dd>
            {report.lossBefore.toFixed(3)} at first, {report.lossAfter.toFixed(3)} at the end
          </dd>
        </dl>
      )}
    </section>
  );
}
