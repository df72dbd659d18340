import { ToastProvider } from '@parlour/interface';
import { useMemo } from 'react';
import { Outlet } from 'react-router';
import type { BrainState } from '@parlour/worker/brain-api';
import { ElsewherePage } from '../pages/unlock/elsewhere-page.tsx';
import { UnlockPage } from '../pages/unlock/unlock-page.tsx';
import { UnusablePage } from '../pages/unlock/unusable-page.tsx';
import { useFollowArrivals } from '../session/follow-arrivals.ts';
import { createSession, SessionContext } from '../session/session.ts';
import { Splash } from './splash.tsx';

/**
 * Lets through to the pages only while the vault is open. What is personal lives below it, in the session and in the
 * pages' own state, and goes with them when the vault is locked.
 */
export function Rooms({ vault }: { vault: BrainState['vault'] }) {
  const session = useMemo(() => (vault === 'open' ? createSession() : undefined), [vault]);

  useFollowArrivals(session);

  if (vault === 'locked') return <UnlockPage />;
  if (vault === 'elsewhere') return <ElsewherePage />;
  if (vault === 'unusable') return <UnusablePage />;
  if (session === undefined) return <Splash />;
  return (
    <SessionContext value={session}>
      <ToastProvider>
        <Outlet />
      </ToastProvider>
    </SessionContext>
  );
}
