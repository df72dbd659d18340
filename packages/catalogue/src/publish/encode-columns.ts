import type { Item } from '@parlour/wire';

/** The columns of a snapshot as one Arrow IPC file, equal for equal sets of items. Also handy in tests: `openCatalogue(encodeColumns(items))`. */
export function encodeColumns(items: Iterable<Item>): Uint8Array<ArrayBuffer> {
  throw new Error(`being written: ${typeof items}`);
}
