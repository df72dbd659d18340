import type { EventKind } from '@parlour/wire';
import { bodyOf, CsvColumns } from '../csv-columns.ts';
import { Findings, type ReadRow } from '../findings.ts';
import type { Act, CsvPart, ImportFormat } from '../import-format.ts';
import { number, year } from '../json-values.ts';
import type { CsvRow } from '../read-csv.ts';
import { readDate } from '../read-date.ts';

type Table = 'diary' | 'reviews' | 'ratings' | 'watched' | 'watchlist' | 'likes';
interface File {
  readonly part: CsvPart;
  readonly columns: CsvColumns;
  readonly table: Table;
}

/** Export of Letterboxd, whole or file by file. Written reviews are not kept; lists, comments and deleted entries are not opened. */
export const letterboxd: ImportFormat = {
  id: 'letterboxd',
  name: 'Letterboxd export',
  zipFiles:
    /^(?!.*(?:^|\/)(?:deleted|orphaned)\/).*?(?:(?:^|\/)(?:watched|diary|ratings|reviews|watchlist)\.csv|(?:^|\/)likes\/films\.csv)$/,

  detect: (part) => CsvColumns.of(part)?.has('Name', 'Letterboxd URI') === true,

  parse(parts) {
    const found = new Findings(parts);
    const files = parts.filter((part): part is CsvPart => part.kind === 'csv').map(asFile);
    // The diary says when a film was watched, `watched` only that; `ratings` has the rating that counts now, the diary older ones.
    const dated = filmsIn(files, 'diary', 'reviews');
    const rated = filmsIn(files, 'ratings');
    for (const { part, columns, table } of files) {
      for (const row of bodyOf(part)) {
        const film = filmOf(row, columns);
        if (table === 'watched' && dated.has(film)) found.ignore('Watched films that are in the diary too');
        else
          found.add(
            part.path,
            row.line,
            readRow(row, columns, table, table === 'ratings' || !rated.has(film)),
          );
      }
    }
    return found;
  },
};

function filmsIn(files: readonly File[], ...tables: Table[]): ReadonlySet<string> {
  const chosen = files.filter(({ table }) => tables.includes(table));
  return new Set(chosen.flatMap(({ part, columns }) => bodyOf(part).map((row) => filmOf(row, columns))));
}

function filmOf(row: CsvRow, columns: CsvColumns): string {
  return `${columns.cell(row, 'Name')}\n${columns.cell(row, 'Year')}`;
}

function asFile(part: CsvPart): File {
  const columns = new CsvColumns(part.rows[0]?.cells ?? []);
  return { part, columns, table: tableOf(part.path.toLowerCase(), columns) };
}

/** By the columns; those of `watched`, `watchlist` and `likes/films` are the same, so there the name tells. */
function tableOf(path: string, columns: CsvColumns): Table {
  if (columns.has('Review')) return 'reviews';
  if (columns.has('Watched Date')) return 'diary';
  if (columns.has('Rating')) return 'ratings';
  if (path.includes('watchlist')) return 'watchlist';
  return /(?:^|[/_-])(?:likes|films)/.test(path) ? 'likes' : 'watched';
}

function readRow(row: CsvRow, columns: CsvColumns, table: Table, withRating: boolean): ReadRow {
  const cell = (name: string) => columns.cell(row, name);
  const name = cell('Name');
  if (name === '') return { reason: 'The row has no title.' };
  const day = cell('Watched Date') === '' ? cell('Date') : cell('Watched Date');
  const date = readDate(day);
  if (date === undefined || !('at' in date)) return { reason: `“${day}” is not a date.` };
  const acts: Act[] = [];
  const kind = kindOf(table);
  if (kind !== undefined) acts.push({ kind, at: date.at });
  const mark = cell('Rating');
  const stars = number(mark);
  const isRating = stars !== undefined && stars >= 0.5 && stars <= 5;
  if (isRating && withRating) acts.push({ kind: 'rating', at: date.at, stars });
  if (!isRating && (mark !== '' || table === 'ratings'))
    return { reason: `“${mark}” is not a rating from 0.5 to 5.` };
  const original = ['Date', 'Name', 'Year', 'Letterboxd URI'].map(cell);
  return { name, year: year(cell('Year')), original, acts };
}

function kindOf(table: Table): EventKind | undefined {
  if (table === 'ratings') return undefined;
  if (table === 'watchlist') return 'watchlist';
  return table === 'likes' ? 'like' : 'completion';
}
