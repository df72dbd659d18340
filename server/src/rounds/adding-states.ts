import { type Adding, serverStateFromBytes } from '@parlour/private-aggregation';
import { and, eq } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';
import { roundState } from '../database/schema/rounds.ts';
import { bytesOf, owned } from './ids.ts';

/** The state of a round whose masks are being taken away; undefined where it is not, or not any more. */
export type AddingStates = (queries: Queries, id: string) => Promise<Adding | undefined>;

/** Reads such states, keeping the last one, for jobs of a round come one after the other. */
export function addingStates(): AddingStates {
  let last: { readonly id: string; readonly state: Adding } | undefined;
  return async (queries, id) => {
    if (last?.id === id) return last.state;
    const [row] = await queries
      .select({ state: roundState.state })
      .from(roundState)
      .where(and(eq(roundState.roundId, bytesOf(id)), eq(roundState.phase, 'adding')));
    if (row === undefined) return undefined;
    const state = serverStateFromBytes(owned(row.state));
    if (state.phase !== 'adding') return undefined;
    last = { id, state };
    return state;
  };
}
