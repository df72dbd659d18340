import type { ReactNode } from 'react';
import styles from './badge.module.css';

export type Tone = 'plain' | 'live' | 'good' | 'warn' | 'bad';

/** A state in a word or two; `live` is under way. */
export function Badge({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className={styles.badge} data-tone={tone}>
      {children}
    </span>
  );
}
