import type { PlainError } from '@parlour/wire';
import { Icon } from '../icon/icon.tsx';
import styles from './note.module.css';

/** What happened, what it means, what to do. Read out as soon as it appears. */
export function ErrorNote({ error }: { error: PlainError | undefined }) {
  return (
    <div role="alert">
      {error === undefined ? null : (
        <div className={styles.note} data-tone="bad" data-code={error.code}>
          <Icon name="warning" />
          <div>
            <strong>{error.message}</strong>
            <p>{error.meaning}</p>
            <p>{error.mend}</p>
          </div>
        </div>
      )}
    </div>
  );
}
