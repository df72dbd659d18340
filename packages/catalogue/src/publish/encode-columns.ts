import { createHash } from 'node:crypto';
import type { Item } from '@parlour/wire';
import { Column, Table, tableFromColumns, tableToIPC } from '@uwdata/flechette';
import { sealChecksum, unsealed } from '../snapshot/checksum.ts';
import { formatVersion, metadataKeys, versionPlaceholder } from '../snapshot/column-format.ts';
import { ItemColumns } from './columns/item-columns.ts';
import { rowOrder } from './columns/row-order.ts';

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
  const order = rowOrder(columns);
  const table = tableFromColumns(
    Object.entries(columns.columns).map(([name, writer]): [string, Column<unknown>] => [
      name,
      new Column([writer.batch(order)]),
    ]),
  );
  const unversioned = toArrow(table, format, versionPlaceholder);
  const bytes = toArrow(table, format, createHash('sha256').update(unversioned).digest('hex').slice(0, 16));
  sealChecksum(bytes);
  return bytes;
}

function toArrow({ schema, children }: Table, format: number, version: string): Uint8Array<ArrayBuffer> {
  const metadata = new Map([
    [metadataKeys.format, String(format)],
    [metadataKeys.version, version],
    [metadataKeys.check, unsealed],
  ]);
  const bytes = tableToIPC(new Table({ ...schema, metadata }, [...children]), { format: 'file' });
  if (!bytes) throw new Error('tableToIPC gives bytes where no sink was given');
  return new Uint8Array(bytes);
}
