import { createContext, use } from 'react';
import type { Recommendation, RecommendationList } from '../../../../worker/src/brain-api.ts';
import type { Filters } from '../pages/home/filters.ts';
import { createMineStore, type MineStore } from './mine-store.ts';

/** The home page as it was left. */
export interface KeptHome {
  readonly filters: Filters;
  readonly seed: number | undefined;
  readonly entries: readonly Recommendation[];
  readonly source: RecommendationList['source'];
  readonly considered: number;
}

/**
 * Everything personal that outlives a page. In memory only, and only as long as the vault is open: whoever locks it
 * drops the whole object.
 */
export interface Session {
  readonly mine: MineStore;
  /** Why a title was recommended, by id; kept out of the browser's own history. */
  readonly reasons: Map<string, string>;
  home: KeptHome | undefined;
}

export const createSession = (): Session => ({
  mine: createMineStore(),
  reasons: new Map(),
  home: undefined,
});

export const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = use(SessionContext);
  if (session === undefined) throw new Error('There is no session while the vault is closed.');
  return session;
}
