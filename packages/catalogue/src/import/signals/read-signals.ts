import type { ItemSignals } from '../../publish/signals/item-signals.ts';
import type { DayCount } from '../part.ts';
import { mergeParts } from '../merge/merge-parts.ts';
import { type Entry, parseEntry, readEntries } from '../store/store-file.ts';
import { agreementOf } from './agreement.ts';

/**
 * What a store knows about its titles beyond their facts, one at a time.
 *
 * @throws ParlourError `catalogue/damaged-store`
 */
export async function* readSignals(folder: string): AsyncGenerator<ItemSignals> {
  let line = 2;
  for await (const text of readEntries(folder)) yield signalsOf(parseEntry(text, folder, line++));
}

function signalsOf({ id, parts, seenOn, corrections }: Entry): ItemSignals {
  const first = parts.length === 1 ? parts[0]?.source : mergeParts(parts).source;
  const sources = new Set([...(first === undefined ? [] : [first]), ...parts.map(({ source }) => source)]);
  return {
    id,
    sources: [...sources],
    ...agreementOf(parts),
    corrections: corrections ?? 0,
    seenOn,
    ratedOn:
      parts.length === 1 ? (parts[0]?.ratedOn ?? []) : sum(parts.flatMap(({ ratedOn }) => ratedOn ?? [])),
  };
}

function sum(days: readonly DayCount[]): DayCount[] {
  const counts = new Map<number, number>();
  for (const [day, count] of days) counts.set(day, (counts.get(day) ?? 0) + count);
  return [...counts].sort(([one], [other]) => one - other);
}
