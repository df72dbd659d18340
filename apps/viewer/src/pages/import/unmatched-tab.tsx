import { counted, Pager } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import { useState } from 'react';
import type { UnmatchedTitle } from '@parlour/worker/brain-api';
import styles from './import.module.css';

const PAGE = 100;

export function UnmatchedTab({ unmatched }: { unmatched: readonly UnmatchedTitle[] }) {
  const [offset, setOffset] = useState(0);
  return (
    <div className={page.stack}>
      <p className={page.quiet}>
        The catalogue does not know these yet. They stay in your vault and are matched when it grows.
      </p>
      <ul className={styles.plain}>
        {unmatched.slice(offset, offset + PAGE).map(({ key, name, rows }) => (
          <li key={key}>
            <span>{name}</span>
            <span className={page.quiet}>{counted(rows, 'row')}</span>
          </li>
        ))}
      </ul>
      <Pager
        label="Pages of unmatched titles"
        offset={offset}
        size={PAGE}
        total={unmatched.length}
        onChange={setOffset}
      />
    </div>
  );
}
