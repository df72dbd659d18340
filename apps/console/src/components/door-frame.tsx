import { Mark, ThemeSwitch } from '@parlour/interface';
import type { ReactNode } from 'react';
import styles from './door-frame.module.css';

/** The frame of everything in front of the gate. */
export function DoorFrame({ children }: { children: ReactNode }) {
  return (
    <div className={styles.frame}>
      <header className={styles.brand}>
        <Mark />
        <span>Parlour</span>
        <span className={styles.what}>console</span>
      </header>
      <main className={styles.main}>{children}</main>
      <footer>
        <ThemeSwitch />
      </footer>
    </div>
  );
}
