/**
 * The file of public signals: what is known of titles beyond their facts. Written as the columns are (`column-format.ts`: parts of one Arrow
 * row, `x.values` with `x.present`), for the rows of the catalogue whose version stands in its metadata. Every part but `sources` may be missing, which
 * says that nothing is known. Days are since 1970, UTC.
 *
 * - `sources`: list of words, whoever tells of the title, the one whose word comes first first
 * - `reliability.sources` (text), `reliability.values`: the operator's own view of sources, in hundredths
 * - `compared`, `agreeing`: facts that two sources both tell, and those on which they agree
 * - `corrections`: facts that turned out wrong; `seenOn`: day of the last import by a source without dates
 * - `links.on`, `links.tried`, `links.working`: day of the last check, links of where to watch that gave a clear answer, and those that work;
 *   `pages.broken`: pages said to be about the title that are gone
 * - `own.wrongOn`, `own.brokenOn`: days on which the operator said so
 * - `reports.wrong`, `reports.broken`, `reports.elsewhere`: of a thousand people who take part, how many said so (`elsewhere`: not available where
 *   they are). These are of sums of private aggregation, with noise; only titles that stand out of it are written. `reports.deviation` (one number) is
 *   the noise's standard deviation, and a reader believes what is more than twice that above 0.
 * - `trending`: 0..255, how much more than before people turn to it; `trending.day` (one number): the day this was so
 */
export const trendingUnit = 255;
export const reliabilityUnit = 100;

/** Columns of one optional number a row. */
export const signalColumns = [
  'compared',
  'agreeing',
  'corrections',
  'seenOn',
  'links.on',
  'links.tried',
  'links.working',
  'pages.broken',
  'own.wrongOn',
  'own.brokenOn',
  'reports.wrong',
  'reports.broken',
  'reports.elsewhere',
  'trending',
] as const;

export type SignalColumn = (typeof signalColumns)[number];
