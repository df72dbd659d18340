import { type Table, tableFromIPC, Type } from '@uwdata/flechette';
import { isIntact } from './checksum.ts';
import { formatVersion, metadataKeys, versionMarker } from './column-format.ts';
import { type DamagedFile, damaged, tooNew } from './damaged.ts';
import { must } from './must.ts';

export type PartArray =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float64Array;

/** The parts of a snapshot file by name. */
export interface ArrowFile {
  readonly rows: number;
  readonly version: string;
  /** Parts are copies, of which each is let go alone. */
  readonly isApart: boolean;
  /** Undefined if the file has no such part. */
  readonly part: (name: string) => PartArray | undefined;
}

/** Parts of files from so many bytes up are copied, so that none of them keeps all others in memory. */
const apartFrom = 32e6;

/** @throws ParlourError `catalogue/unreadable` (`catalogue/signals-unreadable`), `catalogue/too-new` */
export function readArrowFile(
  bytes: Uint8Array,
  isVerified: boolean,
  what: DamagedFile = 'catalogue',
): ArrowFile {
  const table = decode(bytes, isVerified, what);
  const metadata = (key: keyof typeof metadataKeys) => table.schema.metadata?.get(metadataKeys[key]);
  const format = metadata('format');
  const version = metadata('version')?.slice(versionMarker.length);
  const rows = Number(metadata('rows'));
  if (format !== undefined && format !== String(formatVersion)) throw tooNew(format);
  if (format === undefined || version === undefined || !Number.isInteger(rows)) {
    throw damaged(what, 'its metadata is incomplete');
  }
  const isApart = bytes.length >= apartFrom;
  return {
    rows,
    version,
    isApart,
    part(name) {
      const found = partOf(table, name);
      return isApart ? found?.slice() : found;
    },
  };
}

function decode(bytes: Uint8Array, isVerified: boolean, what: DamagedFile): Table {
  // Typed arrays over the file need its start on a multiple of eight.
  const aligned = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
  try {
    must(isVerified || isIntact(aligned), 'its checksum is wrong');
    return tableFromIPC(aligned);
  } catch (error) {
    throw damaged(what, error);
  }
}

function partOf(table: Table, name: string): PartArray | undefined {
  const entries = table.getChild(name)?.data[0]?.children[0];
  if (!entries) return undefined;
  const { type, values, length } = entries;
  must(type.typeId === Type.Int || type.typeId === Type.Float, `${name} is no list of numbers`);
  must(!(values instanceof BigInt64Array || values instanceof BigUint64Array), `${name} is too wide`);
  must(!(values instanceof Float32Array) && values.length >= length, `${name} is cut short`);
  return values.subarray(0, length);
}
