import { Label } from 'react-aria-components/Label';
import { ProgressBar as AriaProgressBar } from 'react-aria-components/ProgressBar';
import { percent } from '../format/numbers.ts';
import styles from './progress-bar.module.css';

export interface Progress {
  /** What is being done, in words. */
  readonly step: string;
  /** In [0, 1]. */
  readonly fraction: number;
}

/** `idle` is said until the first report of progress. */
export function ProgressBar({ progress, idle }: { progress: Progress | undefined; idle: string }) {
  const fraction = progress === undefined ? undefined : Math.min(Math.max(progress.fraction, 0), 1);
  return (
    <AriaProgressBar
      className={styles.progress ?? ''}
      value={(fraction ?? 0) * 100}
      isIndeterminate={fraction === undefined}
    >
      <div className={styles.words}>
        <Label>{progress?.step ?? idle}</Label>
        {fraction === undefined ? null : <span className={styles.figure}>{percent(fraction)}</span>}
      </div>
      <div className={styles.track}>
        <div
          className={styles.fill}
          style={{ width: fraction === undefined ? undefined : `${fraction * 100}%` }}
        />
      </div>
    </AriaProgressBar>
  );
}
