import {
  batchType,
  Column,
  type DataType,
  float64,
  int8,
  int16,
  int32,
  list,
  Table,
  tableFromColumns,
  tableToIPC,
  uint8,
  uint16,
  uint32,
} from '@uwdata/flechette';
import type { Part, PartArray } from './columns/column-writer.ts';

/** An Arrow IPC file of one row: each part is a list of numbers. */
export function writeArrow(parts: readonly Part[], metadata: Map<string, string>): Uint8Array<ArrayBuffer> {
  const columns = parts.map(([name, values]): [string, Column<unknown>] => [name, oneList(values)]);
  const { schema, children } = tableFromColumns(columns);
  const bytes = tableToIPC(new Table({ ...schema, metadata }, [...children]), { format: 'file' });
  if (!bytes) throw new Error('tableToIPC gives bytes where no sink was given');
  return bytes as Uint8Array<ArrayBuffer>;
}

function oneList(values: PartArray): Column<unknown> {
  const filled = { nullCount: 0, validity: new Uint8Array(0) };
  const entryType = typeOf(values);
  const entries = new (batchType(entryType))({ ...filled, type: entryType, length: values.length, values });
  const type = list(entryType);
  const offsets = Int32Array.of(0, values.length);
  return new Column([new (batchType(type))({ ...filled, type, length: 1, offsets, children: [entries] })]);
}

function typeOf(values: PartArray): DataType {
  if (values instanceof Uint8Array) return uint8();
  if (values instanceof Int8Array) return int8();
  if (values instanceof Uint16Array) return uint16();
  if (values instanceof Int16Array) return int16();
  if (values instanceof Uint32Array) return uint32();
  return values instanceof Int32Array ? int32() : float64();
}
