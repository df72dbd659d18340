import { bodyOf, CsvColumns } from '../csv-columns.ts';
import { Findings, type ReadRow } from '../findings.ts';
import type { CsvPart, ImportFormat } from '../import-format.ts';
import { externalIds, starsOfTen, year } from '../json-values.ts';
import type { CsvRow } from '../read-csv.ts';
import { readDate } from '../read-date.ts';

/** Ratings and lists of IMDb. In a list, a title that the person rated counts as rated, any other as one to watch. */
export const imdb: ImportFormat = {
  id: 'imdb',
  name: 'IMDb ratings or watchlist',
  zipFiles: /(?:^|\/)(?:ratings|watchlist)\.csv$/,

  detect(part) {
    const columns = CsvColumns.of(part);
    return (
      columns?.has('Const', 'Title') === true &&
      (columns.has('Your Rating') || columns.has('You rated') || columns.has('Created'))
    );
  },

  parse(parts, { now }) {
    const found = new Findings(parts);
    for (const part of parts.filter((each): each is CsvPart => each.kind === 'csv')) {
      const columns = new CsvColumns(part.rows[0]?.cells ?? []);
      for (const row of bodyOf(part)) found.add(part.path, row.line, readRow(row, columns, now));
    }
    return found;
  },
};

function readRow(row: CsvRow, columns: CsvColumns, now: number): ReadRow {
  const cell = (...names: string[]) => columns.cell(row, ...names);
  const name = cell('Title');
  if (name === '') return { reason: 'The row has no title.' };
  const mark = cell('Your Rating', 'You rated');
  const stars = starsOfTen(mark);
  if (mark !== '' && stars === undefined) return { reason: `“${mark}” is not a rating from 1 to 10.` };
  const day = stars === undefined ? cell('Created', 'Date Added') : cell('Date Rated', 'Created');
  const date = readDate(day);
  if (day !== '' && (date === undefined || !('at' in date))) return { reason: `“${day}” is not a date.` };
  const at = date !== undefined && 'at' in date ? { at: date.at } : { at: now, identity: 'undated' };
  const type = schemaType(cell('Title Type'));
  const isEpisode = type === 'TVEpisode';
  return {
    name,
    // The name is "Show: Episode", and id and year are the episode's.
    ...(isEpisode
      ? { compound: 'colons', type: 'TVSeries' }
      : { type, year: year(cell('Year')), externalIds: externalIds({ imdb: cell('Const') }) }),
    original: [name, ...['Const', 'Original Title', 'Title Type', 'Year'].map((column) => cell(column))],
    acts: [stars === undefined ? { kind: 'watchlist', ...at } : { kind: 'rating', ...at, stars }],
  };
}

/** Of IMDb's "TV Mini Series", "tvMovie" and the like. */
function schemaType(type: string): string | undefined {
  const key = type.toLowerCase().replace(/[^a-z]/g, '');
  if (key === 'tvepisode') return 'TVEpisode';
  if (key.endsWith('series')) return key === 'podcastseries' ? 'PodcastSeries' : 'TVSeries';
  if (key === 'videogame') return 'VideoGame';
  if (key === 'musicvideo') return 'MusicVideoObject';
  return key === '' ? undefined : 'Movie';
}
