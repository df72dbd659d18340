import { RouteFocus, SkipLink } from '@parlour/interface';
import { Outlet, ScrollRestoration } from 'react-router';
import styles from './shell.module.css';
import { SideBar } from './side-bar.tsx';

export function Shell() {
  return (
    <div className={styles.shell}>
      <SkipLink />
      <SideBar />
      <main id="main" className={styles.main} tabIndex={-1}>
        <Outlet />
      </main>
      <RouteFocus />
      <ScrollRestoration />
    </div>
  );
}
