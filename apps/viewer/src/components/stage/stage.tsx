import { Mark } from '@parlour/interface';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { PosterWall } from './poster-wall.tsx';
import styles from './stage.module.css';

/** The frame of everything before the door: a wall of posters, and one thing to do. */
export function Stage({ children }: { children: ReactNode }) {
  return (
    <div className={styles.stage}>
      <PosterWall />
      <div className={styles.front}>
        <header className={styles.brand}>
          <Mark />
          Parlour
        </header>
        <main id="main" className={styles.main} tabIndex={-1}>
          {children}
        </main>
        <footer className={styles.footer}>
          <Link to="/how-it-works">How it works</Link>
        </footer>
      </div>
    </div>
  );
}
