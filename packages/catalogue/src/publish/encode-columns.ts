import { createHash } from 'node:crypto';
import type { Item } from '@parlour/wire';
import { sealChecksum, stamp, unsealed } from '../snapshot/checksum.ts';
import { formatVersion, metadataKeys, unversioned, versionMarker } from '../snapshot/column-format.ts';
import { ItemColumns } from './columns/item-columns.ts';
import { rowOrder } from './columns/row-order.ts';
import { writeArrow } from './write-arrow.ts';

/**
 * The columns of a snapshot as one Arrow IPC file: equal bytes for equal sets of items, whatever their order.
 * In tests: `openCatalogue(encodeColumns(items))`.
 *
 * @throws ParlourError `catalogue/duplicate-id`
 */
export function encodeColumns(items: Iterable<Item>): Uint8Array<ArrayBuffer> {
  const columns = new ItemColumns();
  for (const item of items) columns.push(item);
  return encodeItemColumns(columns);
}

export function encodeItemColumns(columns: ItemColumns, format = formatVersion): Uint8Array<ArrayBuffer> {
  const bytes = writeArrow(
    columns.parts(rowOrder(columns)),
    new Map([
      [metadataKeys.format, String(format)],
      [metadataKeys.version, unversioned],
      [metadataKeys.rows, String(columns.length)],
      [metadataKeys.check, unsealed],
    ]),
  );
  stamp(bytes, versionMarker, createHash('sha256').update(bytes).digest('hex').slice(0, 16));
  sealChecksum(bytes);
  return bytes;
}
