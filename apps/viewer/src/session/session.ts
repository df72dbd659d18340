import type { ProfileId } from '@parlour/wire';
import { createContext, use } from 'react';
import type { Recommendation, RecommendationList } from '@parlour/worker/brain-api';
import type { Filters } from '../pages/home/filters.ts';
import { createMineStore, type MineStore } from './mine-store.ts';

/** The home page as it was left. */
export interface KeptHome {
  readonly filters: Filters;
  readonly seed: number | undefined;
  readonly entries: readonly Recommendation[];
  readonly source: RecommendationList['source'];
  readonly considered: number;
  /** What is to be said about trust. */
  readonly notice?: string | undefined;
  readonly warning?: RecommendationList['warning'] | undefined;
  readonly missing: RecommendationList['missing'];
  /** What had come from other devices by then: where more has come since, it is chosen anew. */
  readonly arrivals: number;
}

/**
 * Everything of one profile that outlives a page. In memory only, and only as long as the vault is open: whoever locks it, or
 * opens another profile, drops the whole object.
 */
export interface Session {
  /** Whose it is. */
  readonly profile: ProfileId | undefined;
  readonly mine: MineStore;
  /** Why a title was recommended, by id; kept out of the browser's own history. */
  readonly reasons: Map<string, string>;
  keptHome(): KeptHome | undefined;
  /** Undefined lets the next visit choose anew. */
  keepHome(home: KeptHome | undefined): void;
}

export function createSession(profile: ProfileId | undefined): Session {
  let kept: KeptHome | undefined;
  return {
    profile,
    mine: createMineStore(),
    reasons: new Map(),
    keptHome: () => kept,
    keepHome: (home) => {
      kept = home;
    },
  };
}

export const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = use(SessionContext);
  if (session === undefined) throw new Error('There is no session while the vault is closed.');
  return session;
}
