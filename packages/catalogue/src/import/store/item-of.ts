import type { Item } from '@parlour/wire';
import { mergeParts } from '../merge/merge-parts.ts';
import type { Entry } from './store-file.ts';

/** The statement about an item by which ids stay known that it had before its entry was joined to another. */
export const formerId = 'urn:parlour:formerId';

/** The item that an entry's sources make together. */
export function itemOf(entry: Entry): Item {
  const item: Item = { id: entry.id, ...mergeParts(entry.parts) };
  if (!entry.formerIds) return item;
  return { ...item, extra: { ...item.extra, [formerId]: entry.formerIds.map((id) => ({ '@value': id })) } };
}
