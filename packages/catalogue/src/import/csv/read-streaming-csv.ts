import { ParlourError } from '@parlour/wire';
import type { OnBytes, Reading } from '../part.ts';
import { readRecords } from './read-records.ts';
import { type CsvRow, rowToPart } from './row-to-part.ts';

/** Reads a platform's list of titles (type, title, director, cast, country, date_added, release_year, rating, duration, ...). */
export async function* readStreamingCsv(
  path: string,
  platform: string,
  onBytes?: OnBytes,
): AsyncGenerator<Reading> {
  let columns: readonly string[] | undefined;
  for await (const record of readRecords(path, onBytes)) {
    if (!columns) columns = header('cells' in record ? record.cells : [], path);
    else if ('cells' in record) yield read(record.cells, columns, platform, record.line);
    else yield { kind: 'refused', refusal: record };
  }
  if (!columns) header([], path);
}

function read(cells: readonly string[], columns: readonly string[], platform: string, line: number): Reading {
  if (cells.length !== columns.length) {
    const reason = `It has ${cells.length} cells, and the header has ${columns.length}.`;
    return { kind: 'refused', refusal: { line, reason } };
  }
  const row: CsvRow = Object.fromEntries(columns.map((column, number) => [column, cells[number]]));
  const part = rowToPart(row, platform);
  return typeof part === 'string'
    ? { kind: 'refused', refusal: { line, reason: part } }
    : { kind: 'part', line, part };
}

function header(cells: readonly string[], path: string): readonly string[] {
  const columns = cells.map((name) => name.trim().toLowerCase());
  const missing = ['type', 'title'].filter((name) => !columns.includes(name));
  if (missing.length === 0) return columns;
  throw new ParlourError('catalogue/wrong-columns', {
    message: `${path} has no column ${missing.map((name) => `"${name}"`).join(' and none called ')}.`,
    meaning: 'It is not a list of titles in this format; nothing was imported.',
    mend: 'Check the format and the first line of the file, which must name the columns.',
  });
}
