import type { Adding } from '@parlour/private-aggregation';
import type { Queries } from '../database/connect.ts';
import { bytesOf } from './ids.ts';
import { readState } from './read-state.ts';

/** The state of a round whose masks are being taken away; undefined where it is not, or not any more. */
export type AddingStates = (queries: Queries, id: string) => Promise<Adding | undefined>;

/** Milliseconds without a job of the round after which its state, which holds opened shares, is dropped. */
const keptMs = 2_000;

/** Reads such states, keeping the last one for a moment, for jobs of a round come one after the other. */
export function addingStates(): AddingStates {
  let last: { readonly id: string; readonly state: Promise<Adding | undefined> } | undefined;
  const dropping = setTimeout(() => {
    last = undefined;
  }, keptMs).unref();
  return async (queries, id) => {
    dropping.refresh();
    // Jobs that begin together wait for one reading.
    const reading = last?.id === id ? last.state : readAddingState(queries, id);
    const mine = { id, state: reading };
    last = mine;
    const forget = () => {
      if (last === mine) last = undefined;
    };
    const state = await reading.catch((error: unknown) => {
      forget();
      throw error;
    });
    if (state === undefined) forget();
    dropping.refresh();
    return state;
  };
}

/** A state of its own for whoever asks, to be changed as it likes. */
export const readAddingState: AddingStates = async (queries, id) => {
  const state = await readState(queries, bytesOf(id), 'adding');
  return state?.phase === 'adding' ? state : undefined;
};
