import type { Catalogue } from './catalogue.ts';

/** The statement about an item by which ids stay known that it had before its entry was joined to another. */
export const formerId = 'urn:parlour:formerId';

/** Ids that titles had before they were joined to others, each with the id it has now. Reads every row's further statements. */
export function formerIds(catalogue: Catalogue): Map<string, string> {
  const now = new Map<string, string>();
  for (let row = 0; row < catalogue.size; row++) {
    const former = catalogue.extra(row)?.[formerId];
    if (!Array.isArray(former)) continue;
    for (const value of former as readonly unknown[]) {
      const id = (value as { readonly '@value'?: unknown } | null)?.['@value'];
      if (typeof id === 'string') now.set(id, catalogue.id(row));
    }
  }
  return now;
}
