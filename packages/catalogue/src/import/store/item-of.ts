import type { Item } from '@parlour/wire';
import { formerId } from '../../snapshot/former-ids.ts';
import { mergeParts } from '../merge/merge-parts.ts';
import type { Entry } from './store-file.ts';

/** The item that an entry's sources make together. */
export function itemOf(entry: Entry): Item {
  const item: Item = { id: entry.id, ...mergeParts(entry.parts) };
  if (!entry.formerIds) return item;
  return { ...item, extra: { ...item.extra, [formerId]: entry.formerIds.map((id) => ({ '@value': id })) } };
}
