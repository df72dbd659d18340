import type { ReactNode } from 'react';
import styles from './empty.module.css';

/** Where a list would be, and why it is not there. */
export function Empty({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={styles.empty}>
      <svg viewBox="0 0 120 80" className={styles.art} aria-hidden="true" focusable="false">
        <path d="M14 76V40a26 26 0 0 1 52 0v36" />
        <path d="M66 76V48a20 20 0 0 1 40 0v28" />
        <circle cx="40" cy="36" r="10" />
        <path d="M4 76h112" />
      </svg>
      <h2>{title}</h2>
      <div className={styles.words}>{children}</div>
    </div>
  );
}
