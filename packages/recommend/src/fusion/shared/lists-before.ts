import type { House } from '../../engine/house.ts';
import { type History, type Interaction, rankingLength } from '../../strategies/strategy.ts';
import type { RankedList } from '../fuse.ts';

/** The history is in an order that is the same every time, also of what was liked at one time. */
export const isBefore = (one: Interaction, next: Interaction): boolean =>
  one.at < next.at || (one.at === next.at && one.row < next.row);

/**
 * The lists that each strategy makes of what was known of somebody at a time, of titles that they did not know; one that fails has none, as in the engine.
 * @param rows of the catalogue.
 */
export function listsBefore(all: House['all'], known: History, now: number, rows: number): RankedList[] {
  const allowed = new Uint8Array(rows).fill(1);
  for (const { row } of known) allowed[row] = 0;
  return all.flatMap((strategy) => {
    try {
      const ranked = strategy.prepare(known).rank(allowed, { now }).rows.slice(0, rankingLength);
      return [{ name: strategy.name, rows: ranked }];
    } catch {
      return [];
    }
  });
}
