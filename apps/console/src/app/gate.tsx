import { plainError, ProgressBar, usePageTitle } from '@parlour/interface';
import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '../api/session.ts';
import { SignInPage } from '../pages/sign-in/sign-in-page.tsx';
import { UnreachablePage } from '../pages/unreachable-page.tsx';
import { SessionContext } from '../session/session-context.ts';
import styles from './gate.module.css';
import { Shell } from './layout/shell.tsx';

/** Lets through to the pages only whoever is signed in. */
export function Gate() {
  const { data, error, refetch } = useQuery(sessionQuery);
  if (data === undefined) {
    if (error !== null) return <UnreachablePage error={plainError(error)} again={() => void refetch()} />;
    return <Opening />;
  }
  if (data.session === null) return <SignInPage state={data} />;
  return (
    <SessionContext value={data.session}>
      <Shell />
    </SessionContext>
  );
}

function Opening() {
  usePageTitle('Console');
  return (
    <main className={styles.opening}>
      <ProgressBar progress={undefined} idle="Opening the console" />
    </main>
  );
}
