import { type Batch, Column, type Table, tableFromIPC } from '@uwdata/flechette';
import { isIntact } from './checksum.ts';
import { formatVersion, metadataKeys } from './column-format.ts';
import { damaged, tooNew } from './damaged.ts';
import { must } from './readers.ts';

/** The batches of a snapshot file by column name. */
export interface ArrowFile {
  readonly rows: number;
  readonly version: string;
  readonly batch: (column: string) => Batch<unknown>;
}

/** @throws ParlourError `catalogue/unreadable`, `catalogue/too-new` */
export function readArrowFile(bytes: Uint8Array): ArrowFile {
  const table = decode(bytes);
  const format = table.schema.metadata?.get(metadataKeys.format);
  const version = table.schema.metadata?.get(metadataKeys.version);
  if (format === undefined || version === undefined) throw damaged('catalogue', 'no format in its metadata');
  if (format !== String(formatVersion)) throw tooNew(format);
  return {
    rows: table.numRows,
    version,
    batch(name) {
      const data = table.getChild(name)?.data;
      must(data?.length === 1, `no column ${name}`);
      return data[0] as Batch<unknown>;
    },
  };
}

function decode(bytes: Uint8Array): Table {
  // Typed arrays over the file need its start on a multiple of eight.
  const aligned = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
  try {
    must(isIntact(aligned), 'its checksum is wrong');
    return withoutDecodingWords(() => tableFromIPC(aligned));
  } catch (error) {
    throw damaged('catalogue', error);
  }
}

/**
 * flechette decodes all words of every dictionary while it opens a file (100 ms for 150,000 names). We read words from
 * the dictionary's own bytes, when asked, so the cache it would fill stays empty for the length of this synchronous call.
 */
function withoutDecodingWords<T>(open: () => T): T {
  const cache = Object.getOwnPropertyDescriptor(Column.prototype, 'cache') as PropertyDescriptor;
  Object.defineProperty(Column.prototype, 'cache', { ...cache, value: () => [] });
  try {
    return open();
  } finally {
    Object.defineProperty(Column.prototype, 'cache', cache);
  }
}
