import { ErrorNote, RouteFocus, SkipLink } from '@parlour/interface';
import { Outlet, ScrollRestoration } from 'react-router';
import { useBrainState } from '../brain/brain-context.ts';
import { DamageActions } from './damage-actions.tsx';
import { Footer } from './layout/footer.tsx';
import { Header } from './layout/header.tsx';
import styles from './layout/layout.module.css';

/** The frame of every page behind the gate. */
export function OpenHouse() {
  const problem = useBrainState()?.problem;
  return (
    <div className={styles.house}>
      <SkipLink onClick={skipToMain} />
      <Header />
      <main id="main" className={styles.main} tabIndex={-1}>
        <ErrorNote error={problem} />
        {problem?.code.startsWith('vault/damaged-') === true ? <DamageActions /> : null}
        <Outlet />
      </main>
      <Footer />
      <RouteFocus />
      <ScrollRestoration />
    </div>
  );
}

/** A `#main` in the address would replace the id of a title. */
function skipToMain(event: React.MouseEvent): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
