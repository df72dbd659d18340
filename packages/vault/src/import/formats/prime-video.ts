import { decideDateOrder } from '../decide-date-order.ts';
import { bodyOf } from '../csv-columns.ts';
import { Findings, type ReadRow } from '../findings.ts';
import type { ImportFormat } from '../import-format.ts';
import type { CsvRow } from '../read-csv.ts';
import { type PrimeColumns, primeColumns } from './prime-video-columns.ts';

/** Prime Video's history by one of the browser exporters, or viewing history and watchlist of Amazon's own data request. */
export const primeVideo: ImportFormat = {
  id: 'prime-video',
  name: 'Prime Video watch history',
  zipFiles: /(?:^|\/)digital\.primevideo\.(?:viewinghistory|watchlist)[^/]*\.csv$/,

  detect: (part) => part.kind === 'csv' && primeColumns(part) !== undefined,

  parse(parts, { answers, now }) {
    const found = new Findings(parts);
    for (const part of parts) {
      const columns = part.kind === 'csv' ? primeColumns(part) : undefined;
      if (part.kind !== 'csv' || columns === undefined) continue;
      const body = bodyOf(part);
      const dates = decideDateOrder(
        body.map(({ cells }) => cells[columns.date] ?? ''),
        {
          now,
          answer: answers.dateOrder,
          newestFirst: true,
          ...(columns.amazons ? { otherwise: 'mdy' as const } : {}),
        },
      );
      if ('kind' in dates) return found.ask(dates);
      for (const row of body) {
        found.add(part.path, row.line, readRow(row, columns, dates.at(row.cells[columns.date] ?? '')));
      }
    }
    return found;
  },
};

function readRow(row: CsvRow, columns: PrimeColumns, at: number | undefined): ReadRow {
  const cell = (position: number) => (position < 0 ? '' : (row.cells[position] ?? '').trim());
  if (/^(?:1|true)$/.test(cell(columns.deleted))) return { ignored: 'Titles taken off the list again' };
  const title = cell(columns.title);
  const series = cell(columns.series);
  if (title === '' && series === '') return { reason: 'The row has no title.' };
  if (at === undefined) return { reason: `“${cell(columns.date)}” is not a date.` };
  const episode = cell(columns.episode);
  const season = cell(columns.season);
  const show = series === '' ? title : series;
  const ownEpisode = series !== '' && series !== title && episode === '' ? title : episode;
  const isSeries =
    ownEpisode !== '' || season !== '' || /series|tv|episode|show|season/i.test(cell(columns.type));
  const isFilm = !isSeries && columns.type >= 0 && columns.episode >= 0;
  return {
    // "Fleabag - Season 2" and the episode go through the same splitting as Netflix' names.
    name: [show, season === '' ? '' : season.replace(/^(\d+)$/, 'S$1'), ownEpisode]
      .filter((piece) => piece !== '')
      .join(': '),
    ...(isFilm ? {} : { compound: 'colons-and-dashes' as const }),
    ...(isSeries ? { type: 'TVSeries' } : isFilm ? { type: 'Movie' } : {}),
    original: [
      columns.date,
      columns.type,
      columns.title,
      columns.series,
      columns.season,
      columns.episode,
    ].map(cell),
    acts: [{ kind: columns.kind, at }],
  };
}
