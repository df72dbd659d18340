import { type CsvError, parse } from 'csv-parse/browser/esm/sync';
import type { Breather } from './breather.ts';
import type { RejectedRow } from './import-model.ts';

export interface CsvRow {
  /** Line of the file on which the row begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface CsvRows {
  /** The first is the header, if the file has one. Empty lines are left out. */
  readonly rows: CsvRow[];
  readonly rejected: RejectedRow[];
}

/** The parser takes bytes; its own conversion of text in browsers is slow. */
const encoder = new TextEncoder();
const delimiters = [',', ';', '\t'] as const;
export type Delimiter = (typeof delimiters)[number];

/** Text handed to the parser at once: some milliseconds of work. */
const chunkLength = 128 * 1024;
/** After so many broken quotes the rest of the file is refused row by row no more. */
const maxRecoveries = 100;

/** RFC 4180 and its neighbours. A row with a broken quote is reported, and reading goes on with the next line. */
export async function readCsv(text: string, breather?: Breather): Promise<CsvRows> {
  const delimiter = guessDelimiter(text);
  const rows: CsvRow[] = [];
  const rejected: RejectedRow[] = [];
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const end = chunkEnd(text, at);
    line = readChunk(text.slice(at, end), line, delimiter, rows, rejected);
    at = end;
    if (breather?.due() === true) await breather.breathe('Reading', 0.1 + 0.2 * (at / text.length));
  }
  return { rows, rejected };
}

/** The first rows only, to look at. */
export function readCsvHead(text: string): CsvRow[] {
  const rows: CsvRow[] = [];
  const head = text.length > 65_536 ? text.slice(0, text.lastIndexOf('\n', 65_536) + 1 || 65_536) : text;
  readChunk(head, 1, guessDelimiter(text), rows, []);
  return rows.slice(0, 100);
}

function readChunk(
  chunk: string,
  firstLine: number,
  delimiter: Delimiter,
  rows: CsvRow[],
  rejected: RejectedRow[],
): number {
  let rest = chunk;
  let line = firstLine;
  for (let recoveries = 0; ; recoveries++) {
    let broken: CsvError | undefined;
    const records = parse(encoder.encode(rest), {
      delimiter,
      relax_quotes: true,
      relax_column_count: true,
      skip_records_with_error: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      on_skip: (error) => {
        broken = error;
        return undefined;
      },
    });
    for (const cells of records) {
      if (cells.length > 1 || (cells[0] ?? '').trim() !== '') rows.push({ line, cells });
      line += 1 + cells.reduce((sum, cell) => sum + countLineBreaks(cell), 0);
    }
    if (broken === undefined) return line;
    if (recoveries === maxRecoveries) {
      rejected.push({
        line,
        reason: 'Too many broken quotation marks: this part of the file from here on was not read.',
      });
      return line;
    }
    rejected.push({ line, reason: 'A quotation mark is opened and never closed.' });
    rest = skipLines(rest, line - firstLine + 1);
    if (rest === '') return line;
    firstLine = ++line;
  }
}

/** A line break that stands outside quotes, or the end. */
function chunkEnd(text: string, from: number): number {
  if (text.length - from <= chunkLength) return text.length;
  let quoted = false;
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 34) quoted = !quoted;
    else if (code === 10 && !quoted && i - from >= chunkLength) return i + 1;
  }
  return text.length;
}

/** The delimiter under which the most rows of the beginning have equally many, and more than one, cells. */
export function guessDelimiter(text: string): Delimiter {
  const head = text.slice(0, 8192);
  const lines = head.length < text.length ? head.slice(0, head.lastIndexOf('\n') + 1 || head.length) : head;
  let best: Delimiter = ',';
  let bestScore = 0;
  for (const delimiter of delimiters) {
    if (!lines.includes(delimiter)) continue;
    const rows: CsvRow[] = [];
    readChunk(lines, 1, delimiter, rows, []);
    const widths = new Map<number, number>();
    for (const { cells } of rows) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1);
    for (const [width, count] of widths) {
      const score = width < 2 ? 0 : count + Math.min(width, 50) / 100;
      if (score > bestScore) {
        best = delimiter;
        bestScore = score;
      }
    }
  }
  return best;
}

function countLineBreaks(cell: string): number {
  let count = 0;
  for (let at = cell.indexOf('\n'); at !== -1; at = cell.indexOf('\n', at + 1)) count++;
  return count;
}

function skipLines(text: string, lines: number): string {
  let at = 0;
  for (let i = 0; i < lines; i++) {
    const next = text.indexOf('\n', at);
    if (next === -1) return '';
    at = next + 1;
  }
  return text.slice(at);
}
