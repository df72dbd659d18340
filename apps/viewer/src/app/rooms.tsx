import { ToastProvider } from '@parlour/interface';
import { useMemo } from 'react';
import { Outlet } from 'react-router';
import type { BrainState } from '@parlour/worker/brain-api';
import { useBrainState } from '../brain/brain-context.ts';
import { ElsewherePage } from '../pages/unlock/elsewhere-page.tsx';
import { UnlockPage } from '../pages/unlock/unlock-page.tsx';
import { UnusablePage } from '../pages/unlock/unusable-page.tsx';
import { SwitchProvider } from '../profiles/switch-provider.tsx';
import { useFollowArrivals } from '../session/follow-arrivals.ts';
import { createSession, SessionContext } from '../session/session.ts';
import { Splash } from './splash.tsx';

/**
 * Lets through to the pages only while the vault is open. What is personal lives below it, in the session and in the
 * pages' own state, and goes with them, and with what a notice would take back, when the vault is locked or another profile is opened.
 */
export function Rooms({ vault }: { vault: BrainState['vault'] }) {
  const profile = useBrainState()?.profiles?.active;
  const session = useMemo(() => (vault === 'open' ? createSession(profile) : undefined), [vault, profile]);

  useFollowArrivals(session);

  if (vault === 'locked') return <UnlockPage />;
  if (vault === 'elsewhere') return <ElsewherePage />;
  if (vault === 'unusable') return <UnusablePage />;
  if (session === undefined) return <Splash />;
  return (
    <SwitchProvider>
      <ToastProvider key={profile}>
        <SessionContext value={session}>
          <Outlet />
        </SessionContext>
      </ToastProvider>
    </SwitchProvider>
  );
}
