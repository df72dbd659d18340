import { Mark, ThemeSwitch } from '@parlour/interface';
import { Link, Outlet, ScrollRestoration } from 'react-router';
import styles from './layout/layout.module.css';

/** The frame of pages that anybody may read, vault or not. */
export function PublicHouse() {
  return (
    <div className={styles.house}>
      <header className={styles.header}>
        <div className={styles.bar}>
          <Link to="/" className={styles.brand}>
            <Mark />
            Parlour
          </Link>
        </div>
      </header>
      <main id="main" className={styles.main} tabIndex={-1}>
        <Outlet />
      </main>
      <footer className={styles.footer}>
        <Link to="/">Back to Parlour</Link>
        <ThemeSwitch />
      </footer>
      <ScrollRestoration />
    </div>
  );
}
