import { decideDateOrder } from '../decide-date-order.ts';
import { Findings, type ReadRow } from '../findings.ts';
import type { CsvPart, ImportFormat } from '../import-format.ts';
import type { CsvRow } from '../read-csv.ts';
import { readDate } from '../read-date.ts';

/** Netflix began to stream in January 2007. */
export const netflixBegan = Date.UTC(2007, 0, 1);

/**
 * The short export (account, viewing activity, "Download all"): two columns, title and day, with a header in the account's language,
 * newest first.
 */
export const netflix: ImportFormat = {
  id: 'netflix',
  name: 'Netflix viewing history',
  zipFiles: /(?:^|\/)netflixviewinghistory[^/]*\.csv$/,

  detect(part) {
    if (part.kind !== 'csv') return false;
    const [header, ...body] = part.rows;
    const [title = '', day = ''] = header?.cells ?? [];
    if (header?.cells.length !== 2 || title.trim() === '') return false;
    if (/^title$/i.test(title.trim()) && /^date$/i.test(day.trim())) return true;
    const fitting = body.filter(({ cells }) => isTitleAndDay(cells));
    return fitting.length > 0 && fitting.length >= body.length * 0.3;
  },

  async parse(parts, { answers, now, breather }) {
    const found = new Findings(parts);
    const files = parts
      .filter((part): part is CsvPart => part.kind === 'csv')
      .map((part) => ({ part, body: withoutHeader(part.rows) }));
    const column = decideDateOrder(
      files.flatMap(({ body }) => body.map(({ cells }) => cells[1] ?? '')),
      { now, answer: answers.dateOrder, earliest: netflixBegan, newestFirst: true },
    );
    if ('kind' in column) return found.ask(column);
    for (const { part, body } of files) {
      for (const { line, cells } of body) {
        found.add(part.path, line, readRow(cells, column.at(cells[1] ?? '')));
        if (breather.due()) await breather.breathe('Reading', 0.45);
      }
    }
    return found;
  },
};

function readRow(cells: readonly string[], at: number | undefined): ReadRow {
  const [name = '', day = ''] = cells.map((cell) => cell.trim());
  if (cells.length !== 2) return { reason: `The row has ${cells.length} cells, not a title and a date.` };
  if (name === '') return { reason: 'The row has no title.' };
  if (at === undefined) return { reason: `“${day}” is not a date.` };
  return { name, compound: 'colons', original: cells, acts: [{ kind: 'completion', at }] };
}

function isTitleAndDay(cells: readonly string[]): boolean {
  const [title = '', day = ''] = cells;
  return (
    cells.length === 2 && title.trim() !== '' && readDate(title) === undefined && readDate(day) !== undefined
  );
}

function withoutHeader(rows: readonly CsvRow[]): readonly CsvRow[] {
  return readDate(rows[0]?.cells[1] ?? '') === undefined ? rows.slice(1) : rows;
}
