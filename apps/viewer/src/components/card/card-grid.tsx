import type { ReactNode } from 'react';
import styles from './card-grid.module.css';

/** A list of cards; children are `<li>`. */
export function CardGrid({
  label,
  busy = false,
  children,
}: {
  label: string;
  busy?: boolean;
  children: ReactNode;
}) {
  return (
    <ul className={styles.grid} aria-label={label} aria-busy={busy}>
      {children}
    </ul>
  );
}
