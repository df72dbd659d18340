import { monthName } from '@parlour/interface';

export interface Month<T> {
  readonly name: string;
  readonly entries: readonly T[];
}

/** Neighbouring entries of one month together; the order stays. */
export function byMonth<T extends { readonly event: { readonly at: number } }>(
  entries: readonly T[],
): Month<T>[] {
  const months: { name: string; entries: T[] }[] = [];
  for (const entry of entries) {
    const name = monthName(entry.event.at);
    const last = months.at(-1);
    if (last?.name === name) last.entries.push(entry);
    else months.push({ name, entries: [entry] });
  }
  return months;
}
