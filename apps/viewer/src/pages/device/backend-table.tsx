import { milliseconds } from '@parlour/interface';
import type { DeviceReport } from '@parlour/worker/brain-api';
import styles from './device.module.css';
import { BACKENDS } from './backend-names.ts';
import { TimeBar } from './time-bar.tsx';

export function BackendTable({ report }: { report: DeviceReport }) {
  const { backends } = report;
  const slowestScore = Math.max(...backends.map(({ scoreMs }) => scoreMs ?? 0));
  const slowestTrain = Math.max(...backends.map(({ trainMs }) => trainMs ?? 0));
  return (
    // A wide table scrolls by itself, also by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={styles.scroll} aria-label="Timings" tabIndex={0}>
      <table className={styles.table}>
        <caption>Median of several runs, less is better</caption>
        <thead>
          <tr>
            <th scope="col">Way to compute</th>
            <th scope="col">Score every title</th>
            <th scope="col">Train</th>
            <th scope="col">About it</th>
          </tr>
        </thead>
        <tbody>
          {backends.map(({ name, available, detail, scoreMs, trainMs }) => (
            <tr key={name} data-chosen={name === report.chosen || undefined}>
              <th scope="row">
                {BACKENDS[name]}
                {name === report.chosen ? <span className={styles.badge}>in use</span> : null}
              </th>
              <td>
                <TimeBar value={scoreMs} most={slowestScore} />
                {scoreMs === undefined ? notMeasured(available) : milliseconds(scoreMs)}
              </td>
              <td>
                <TimeBar value={trainMs} most={slowestTrain} />
                {trainMs === undefined ? notMeasured(available) : milliseconds(trainMs)}
              </td>
              <td className={styles.detail}>{detail}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const notMeasured = (available: boolean): string => (available ? 'not measured' : 'not available');
