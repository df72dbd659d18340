import { CsvError, parse } from 'csv-parse';
import { ParlourError } from '@parlour/wire';
import { openFile } from '../files/read-lines.ts';
import type { OnBytes, Reading } from '../part.ts';
import { type CsvRow, rowToPart } from './row-to-part.ts';

interface Record {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

/** Reads a platform's list of titles (type, title, director, cast, country, date_added, release_year, rating, duration, ...). */
export async function* readStreamingCsv(
  path: string,
  platform: string,
  onBytes?: OnBytes,
): AsyncGenerator<Reading> {
  const parser = parse({ bom: true, info: true, relax_column_count: true, skip_empty_lines: true });
  const input = await openFile(path, onBytes);
  input.on('error', (error) => parser.destroy(error));
  input.pipe(parser);
  let columns: readonly string[] | undefined;
  let line = 1;
  try {
    for await (const { record, info } of parser as AsyncIterable<Record>) {
      const start = line;
      line = info.lines + 1;
      if (!columns) {
        columns = header(record, path);
        continue;
      }
      yield read(record, columns, platform, start);
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const reason = `From here on the file is not CSV, and the rest was left out: ${error.message}.`;
    yield { kind: 'refused', refusal: { line, reason } };
  } finally {
    input.destroy();
  }
}

function read(
  record: readonly string[],
  columns: readonly string[],
  platform: string,
  line: number,
): Reading {
  if (record.length !== columns.length) {
    const reason = `It has ${record.length} cells, and the header has ${columns.length}.`;
    return { kind: 'refused', refusal: { line, reason } };
  }
  const row: CsvRow = Object.fromEntries(columns.map((column, number) => [column, record[number]]));
  const part = rowToPart(row, platform);
  return typeof part === 'string'
    ? { kind: 'refused', refusal: { line, reason: part } }
    : { kind: 'part', line, part };
}

function header(record: readonly string[], path: string): readonly string[] {
  const columns = record.map((name) => name.trim().toLowerCase());
  const missing = ['type', 'title'].filter((name) => !columns.includes(name));
  if (missing.length === 0) return columns;
  throw new ParlourError('catalogue/wrong-columns', {
    message: `${path} has no column ${missing.map((name) => `"${name}"`).join(' and none called ')}.`,
    meaning: 'It is not a list of titles in this format; nothing was imported.',
    mend: 'Check the format and the first line of the file, which must name the columns.',
  });
}
