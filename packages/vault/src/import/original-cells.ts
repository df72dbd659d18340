import { parse } from 'csv-parse/browser/esm/sync';

/** Longest text of one source row that is kept in an event. */
const maxLength = 2000;

/** The cells as one CSV record, for an event's `title.original`. */
export function packCells(cells: readonly string[]): string {
  const packed = cells
    .map((cell) =>
      /[",\r\n]/.test(cell) || cell.trim() !== cell || cell === '' ? `"${cell.replace(/"/g, '""')}"` : cell,
    )
    .join(',');
  return packed.length <= maxLength
    ? packed
    : packCells(cells.map((cell) => cell.slice(0, Math.floor(maxLength / 4 / cells.length))));
}

/** The cells of an event's `title.original`; one cell where it was not packed. */
export function unpackCells(original: string): string[] {
  try {
    return parse(original, { record_delimiter: '\u0000' })[0] ?? [original];
  } catch {
    return [original];
  }
}
