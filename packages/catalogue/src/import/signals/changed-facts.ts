import type { Item } from '@parlour/wire';
import { foldName } from '../words/fold-name.ts';
import { typeClass } from '../words/type-class.ts';

type Facts = Omit<Item, 'id'>;

/**
 * How many facts of a title are said otherwise than before: kind, name, year, runtime, directors. What was not said before and what is left out now
 * counts as no correction, and neither does what changes by nature (seasons, cast, texts, offers).
 */
export function changedFacts(before: Facts, after: Facts): number {
  const differs = <T>(one: T | undefined, other: T | undefined): boolean =>
    one !== undefined && other !== undefined && one !== other;
  const directors = new Set(before.directors.map(foldName));
  const others = after.directors.length > 0 && !after.directors.some((name) => directors.has(foldName(name)));
  return (
    Number(typeClass(before.type) !== typeClass(after.type)) +
    Number(foldName(before.name) !== foldName(after.name)) +
    Number(differs(before.year, after.year)) +
    Number(differs(before.runtime, after.runtime)) +
    Number(before.directors.length > 0 && others)
  );
}
