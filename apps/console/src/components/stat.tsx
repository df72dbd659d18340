import type { ReactNode } from 'react';
import type { Tone } from './badge.tsx';
import styles from './stat.module.css';

interface StatProps {
  readonly name: string;
  readonly value: string;
  readonly children?: ReactNode;
  readonly tone?: Tone;
}

/** One figure that is looked at first. */
export function Stat({ name, value, tone = 'plain', children }: StatProps) {
  return (
    <div className={styles.stat} data-tone={tone}>
      <dt>{name}</dt>
      <dd>
        <strong>{value}</strong>
        {children === undefined ? null : <div>{children}</div>}
      </dd>
    </div>
  );
}

export function Stats({ children }: { children: ReactNode }) {
  return <dl className={styles.stats}>{children}</dl>;
}
