import type { Item } from '@parlour/wire';
import { canonicalText, isObject, sameJson } from '../json-ld/expanded.ts';

/** Whether two items say the same, in whatever order. */
export function sameItem(a: Omit<Item, 'id'>, b: Omit<Item, 'id'>): boolean {
  return sameJson(a, b) || canonicalText(unordered(a)) === canonicalText(unordered(b));
}

function unordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => unordered(each)).sort(byText);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, held]) => [key, key === '@list' ? held : unordered(held)]),
  );
}

function byText(a: unknown, b: unknown): number {
  const [first, second] = [canonicalText(a), canonicalText(b)];
  return first < second ? -1 : Number(first > second);
}
