import { count, Pager } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import { useState } from 'react';
import type { ImportPreview } from '@parlour/worker/brain-api';
import styles from './import.module.css';

const PAGE = 100;

export function RejectedTab({ rejected }: { rejected: ImportPreview['rejected'] }) {
  const [offset, setOffset] = useState(0);
  return (
    <div className={page.stack}>
      <p className={page.quiet}>These lines could not be read. They are left out; all others come in.</p>
      <ul className={styles.plain}>
        {rejected.slice(offset, offset + PAGE).map(({ line, reason }, place) => (
          // oxlint-disable-next-line react/no-array-index-key -- one line may be refused twice
          <li key={`${line} ${place}`}>
            <span>{reason}</span>
            <span className={page.quiet}>line {count(line)}</span>
          </li>
        ))}
      </ul>
      <Pager
        label="Pages of unreadable lines"
        offset={offset}
        size={PAGE}
        total={rejected.length}
        onChange={setOffset}
      />
    </div>
  );
}
