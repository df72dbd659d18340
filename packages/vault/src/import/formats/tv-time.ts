import { bodyOf, CsvColumns } from '../csv-columns.ts';
import { Findings, type ReadRow } from '../findings.ts';
import type { Act, CsvPart, ImportFormat } from '../import-format.ts';
import { externalIds, number, year } from '../json-values.ts';
import { withoutBrackets } from '../normalise-name.ts';
import type { CsvRow } from '../read-csv.ts';
import { readDate } from '../read-date.ts';

/** The ZIP that TV Time gave on request. Of its some fifty files (tokens and addresses among them) only two are opened. */
export const tvTime: ImportFormat = {
  id: 'tv-time',
  name: 'TV Time export',
  zipFiles: /(?:^|\/)tracking-prod-records(?:-v2)?\.csv$/,

  detect(part) {
    const columns = CsvColumns.of(part);
    return columns !== undefined && (isSeriesTable(columns) || isFilmTable(columns));
  },

  parse(parts) {
    const found = new Findings(parts);
    const files = parts
      .filter((part): part is CsvPart => part.kind === 'csv')
      .map((part) => ({ part, columns: new CsvColumns(part.rows[0]?.cells ?? []) }));
    const hasSeriesTable = files.some(({ columns }) => isSeriesTable(columns));
    for (const { part, columns } of files) {
      const read = isSeriesTable(columns) ? readSeries : readFilm;
      for (const row of bodyOf(part)) found.add(part.path, row.line, read(row, columns, hasSeriesTable));
    }
    return found;
  },
};

function isSeriesTable(columns: CsvColumns): boolean {
  return columns.has('key', 'series_name') && (columns.has('s_id') || columns.has('season_number'));
}

function isFilmTable(columns: CsvColumns): boolean {
  return (
    columns.has('type', 'movie_name') &&
    (columns.has('entity_type') || columns.has('watch_date') || columns.has('release_date'))
  );
}

function readSeries(row: CsvRow, columns: CsvColumns): ReadRow {
  const cell = (...names: string[]) => columns.cell(row, ...names);
  const key = cell('key');
  const listed = key.startsWith('user-series') && cell('is_for_later') === 'true';
  if (!/^(?:re)?watch(?:ed)?-episode/.test(key) && !listed) return { ignored: 'Followed shows and counters' };
  if (cell('series_name') === '') return { reason: 'The row has no title.' };
  const at = timeOf(
    listed ? [cell('followed_at'), cell('created_at')] : [cell('created_at'), cell('updated_at')],
  );
  if (at === undefined) return { reason: `“${cell('created_at')}” is not a date.` };
  const rewatched = number(cell('rewatch_count')) ?? 0;
  const times = Number.isInteger(rewatched) && rewatched > 0 ? { times: rewatched + 1 } : {};
  const act: Act = listed ? { kind: 'watchlist', at } : { kind: 'completion', at, progress: 1, ...times };
  return { ...seriesTitle(row, columns, listed), acts: [act] };
}

function seriesTitle(row: CsvRow, columns: CsvColumns, whole: boolean) {
  const cell = (...names: string[]) => columns.cell(row, ...names);
  const named = cell('series_name');
  // TV Time tells shows of one name apart as "Battlestar Galactica (2003)".
  const { name, year: of } = withoutBrackets(named);
  const season = cell('season_number', 's_no');
  const episode = cell('episode_number', 'ep_no');
  return {
    name: of === undefined ? named : name,
    year: of,
    type: 'TVSeries',
    externalIds: externalIds({ thetvdb: cell('s_id', 'series_id') }),
    ...(whole || season === '' ? {} : { season }),
    ...(whole || episode === '' ? {} : { episode }),
    original: [named, cell('s_id', 'series_id'), season, episode],
  };
}

function readFilm(row: CsvRow, columns: CsvColumns, hasSeriesTable: boolean): ReadRow {
  const cell = (...names: string[]) => columns.cell(row, ...names);
  const kind = { watch: 'completion', rewatch: 'completion', towatch: 'watchlist' } as const;
  const act = Object.hasOwn(kind, cell('type')) ? kind[cell('type') as keyof typeof kind] : undefined;
  if (act === undefined) return { ignored: 'Followed shows and counters' };
  const isFilm = cell('movie_name') !== '';
  if (!isFilm && cell('series_name') === '') {
    return cell('entity_type') === 'movie'
      ? { reason: 'The row has no title.' }
      : { ignored: 'Followed shows and counters' };
  }
  if (!isFilm && hasSeriesTable) return { ignored: 'Episodes that are in the other table too' };
  const at = timeOf(
    act === 'completion'
      ? [cell('watch_date'), cell('created_at')]
      : [cell('created_at'), cell('updated_at')],
  );
  if (at === undefined) return { reason: `“${cell('created_at')}” is not a date.` };
  const acts: Act[] = [act === 'completion' ? { kind: act, at, progress: 1 } : { kind: act, at }];
  if (!isFilm) return { ...seriesTitle(row, columns, act === 'watchlist'), acts };
  const released = cell('release_date');
  return {
    name: cell('movie_name'),
    year: year(released.slice(0, 4)),
    type: 'Movie',
    original: [cell('movie_name'), released],
    acts,
  };
}

/** Of the first cell that is a date and not the year 1 or 1970 that TV Time writes for "unknown". */
function timeOf(cells: readonly string[]): number | undefined {
  for (const cell of cells) {
    const date = readDate(cell);
    if (date !== undefined && 'at' in date && date.at > Date.UTC(1971, 0, 1)) return date.at;
  }
  return undefined;
}
