import type { HistoryEvent } from '@parlour/wire';
import { csvRecord } from './csv-text.ts';
import { unpackCells } from './original-cells.ts';

const header = ['Source', 'Kind', 'Date', 'Title', 'Season', 'Episode', 'Year', 'Stars'];

/**
 * CSV (UTF-8 with BOM, CRLF, every cell quoted) of those of the events that have a title and no item. Columns: Source, Kind, Date
 * (ISO 8601, UTC), Title, Season, Episode, Year, Stars, then the cells of the source's own row that name the title. Cells that a
 * spreadsheet would run as a formula begin with an apostrophe.
 */
export function unmatchedCsv(events: Iterable<HistoryEvent>): string {
  const rows: string[][] = [];
  let width = 0;
  for (const { source, kind, at, item, title, stars } of events) {
    if (item !== undefined || title === undefined) continue;
    const original = title.original === undefined ? [] : unpackCells(title.original);
    width = Math.max(width, original.length);
    const optional = [title.season, title.episode, title.year, stars].map((value) =>
      value === undefined ? '' : String(value),
    );
    rows.push([source, kind, new Date(at).toISOString(), title.name, ...optional, ...original]);
  }
  const full = [...header, ...Array.from({ length: width }, (_, index) => `Original ${index + 1}`)];
  const lines = [full, ...rows].map((row) =>
    csvRecord(Array.from({ length: full.length }, (_, index) => row[index] ?? '')),
  );
  return `\ufeff${lines.join('\r\n')}\r\n`;
}
