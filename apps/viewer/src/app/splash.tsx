import { Mark } from '@parlour/interface';
import styles from './splash.module.css';

/** While the brain wakes up; says so only if that takes long. */
export function Splash() {
  return (
    <main className={styles.splash}>
      <Mark />
      <output>Opening Parlour…</output>
    </main>
  );
}
