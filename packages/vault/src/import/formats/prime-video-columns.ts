import { CsvColumns } from '../csv-columns.ts';
import type { CsvPart } from '../import-format.ts';
import { type CsvRow } from '../read-csv.ts';
import { readDate } from '../read-date.ts';

/** Where a Prime Video file has what; positions in the row, -1 where it has not. */
export interface PrimeColumns {
  readonly kind: 'completion' | 'watchlist';
  readonly date: number;
  readonly title: number;
  readonly type: number;
  readonly series: number;
  readonly season: number;
  readonly episode: number;
  readonly deleted: number;
  /** Amazon's own data request: dates are written as in the United States, and have a time. */
  readonly amazons: boolean;
}

const names = {
  date: [
    'Date Watched',
    'Watched Date',
    'Date',
    'Watched At',
    'Watch Date',
    'Watched On',
    'Playback Hour',
    'Playback Start Datetime (UTC)',
    'Playback Start',
    'Start Time',
    'Viewing Date',
    'Time',
    'Timestamp',
    'itemAddedDate',
    'Date Added',
  ],
  title: ['Title', 'Title Name', 'Name', 'catalogTitle', 'Movie Title', 'Video Title'],
  type: ['Type', 'Media Type', 'Content Type', 'itemType', 'Video Type'],
  series: ['Series', 'Series Title', 'Show', 'Show Title', 'Series Name'],
  season: ['Season', 'Season Number', 'Season Title'],
  episode: ['Episode Title', 'Episode', 'Episode Name', 'Episode Number'],
} as const;
/** Columns that only files about Prime Video have. */
const tellTale = [
  'Global Title Identifier',
  'Playback Hour',
  'Playback Start Datetime (UTC)',
  'catalogTitle',
  'Date Watched',
  'GTI',
];

/**
 * Finds the columns by their English names, or, in an exporter's other languages, by what stands in them: date, type (few different
 * words), title, episode, in this turn.
 */
export function primeColumns(part: CsvPart): PrimeColumns | undefined {
  const header = part.rows[0]?.cells ?? [];
  const columns = new CsvColumns(header);
  const position = (wanted: readonly string[]) => {
    const found = wanted.find((name) => columns.has(name));
    return found === undefined ? -1 : header.findIndex((name) => new CsvColumns([name]).has(found));
  };
  const date = position(names.date);
  const title = position(names.title);
  const isPrime =
    tellTale.some((name) => columns.has(name)) ||
    part.rows.slice(1, 20).some(({ cells }) => cells.some((cell) => cell.includes('amzn1.dv.gti.')));
  const type = position(names.type);
  const episode = position(names.episode);
  if (date >= 0 && title >= 0 && date !== title && (isPrime || (type >= 0 && episode >= 0))) {
    return {
      kind: columns.has('catalogTitle') ? 'watchlist' : 'completion',
      date,
      title,
      type,
      series: position(names.series),
      season: position(names.season),
      episode,
      deleted: position(['deleted']),
      amazons:
        columns.has('Playback Hour') ||
        columns.has('catalogTitle') ||
        columns.has('Playback Start Datetime (UTC)'),
    };
  }
  return isDateTypeTitleEpisode(part.rows.slice(1, 50))
    ? {
        kind: 'completion',
        date: 0,
        type: 1,
        title: 2,
        series: -1,
        season: -1,
        episode: 3,
        deleted: -1,
        amazons: false,
      }
    : undefined;
}

function isDateTypeTitleEpisode(rows: readonly CsvRow[]): boolean {
  if (rows.length < 2 || rows.some(({ cells }) => cells.length < 4)) return false;
  const types = new Set(rows.map(({ cells }) => cells[1] ?? ''));
  const fewTypes =
    types.size <= 3 &&
    types.size < rows.length &&
    ![...types].some((type) => type === '' || /\p{N}/u.test(type) || type.length > 20);
  return (
    fewTypes &&
    rows.every(({ cells }) => readDate(cells[0] ?? '') !== undefined && (cells[2] ?? '').trim() !== '')
  );
}
