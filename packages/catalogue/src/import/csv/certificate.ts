const words = new Map([
  ['ALL_AGES', 'ALL'],
  ['AGES_16_', '16+'],
  ['16', '16+'],
  ['AGES_18_', '18+'],
]);

const none = new Set(['', 'NR', 'UR', 'NOT_RATE', 'NOT RATED', 'UNRATED', 'TV-NR']);

/** A certificate in one spelling; undefined where the cell says that there is none. */
export function certificate(cell: string): string | undefined {
  const trimmed = cell.trim();
  return none.has(trimmed.toUpperCase()) ? undefined : (words.get(trimmed) ?? trimmed);
}
