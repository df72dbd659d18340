import { useEffect } from 'react';
import { useBrain } from '../brain/brain-context.ts';
import { useArrivals } from '../brain/use-arrivals.ts';
import type { Session } from './session.ts';

/** What this page knows better than its lists is asked anew when another device of the person has done something. */
export function useFollowArrivals(session: Session | undefined): void {
  const brain = useBrain();
  const arrivals = useArrivals();
  useEffect(() => {
    if (arrivals === 0) return;
    // The vault may be locked meanwhile, and all of this gone.
    session?.mine.refresh((ids) => brain.mine(ids)).catch(() => undefined);
  }, [brain, session, arrivals]);
}
