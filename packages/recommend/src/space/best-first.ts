import { bestRows } from './best-rows.ts';

/** The best rows of one column of scores above 0, under masks that change from list to list. */
export interface BestFirst {
  /**
   * As `bestRows(scores, allowed, count, 0)`. With `fit`, of the scores times fit(row), 0..1, rounded to 32 bits; `fitted` holds
   * those of the rows found, best first.
   */
  best(allowed: Uint8Array, count: number, fit?: (row: number) => number): Found;
}

export interface Found {
  readonly rows: Int32Array;
  readonly scores: Float32Array;
}

/** Rows that are put in order once a column is asked a second time, so many times as a list holds. */
const inOrder = 10;

export function bestFirst(scores: Float32Array): BestFirst {
  let asked = 0;
  let order: Int32Array | undefined;
  const among = (first: Int32Array, allowed: Uint8Array, count: number): Found | undefined => {
    const rows = new Int32Array(count);
    let used = 0;
    for (let at = 0; at < first.length && used < count; at += 1) {
      rows[used] = first[at];
      used += allowed[first[at]];
    }
    return used < count ? undefined : { rows, scores: Float32Array.from(rows, (row) => scores[row]) };
  };
  return {
    best(allowed, count, fit) {
      asked += 1;
      if (asked === 2) order = bestRows(scores, undefined, inOrder * count, 0);
      if (fit !== undefined) {
        const first = order ?? bestRows(scores, allowed, count, 0);
        return bestFitted(scores, allowed, count, fit, leastAmong(first, scores, allowed, count, fit));
      }
      const known =
        order === undefined || order.length < inOrder * count ? undefined : among(order, allowed, count);
      if (known !== undefined) return known;
      const rows = bestRows(scores, allowed, count, 0);
      return { rows, scores: Float32Array.from(rows, (row) => scores[row]) };
    },
  };
}

/** What the worst of the `count` best fitted rows has at least, by some rows that promise to be among them. */
function leastAmong(
  first: Int32Array,
  scores: Float32Array,
  allowed: Uint8Array,
  count: number,
  fit: (row: number) => number,
): number {
  const fitted = new Float32Array(first.length);
  for (let at = 0; at < first.length; at += 1) {
    const row = first[at];
    fitted[at] = allowed[row] === 1 ? scores[row] * fit(row) : 0;
  }
  const best = bestRows(fitted, undefined, count, 0);
  return best.length < count ? 0 : fitted[best[count - 1]];
}

/** None fits better than wholly: a row whose own score is below the `least` that is needed need not be fitted. */
function bestFitted(
  scores: Float32Array,
  allowed: Uint8Array,
  count: number,
  fit: (row: number) => number,
  least: number,
): Found {
  const rows: number[] = [];
  const fitted: number[] = [];
  for (let row = 0; row < scores.length; row += 1) {
    const score = scores[row];
    if (!(score >= least) || !(score > 0) || allowed[row] !== 1) continue;
    rows.push(row);
    fitted.push(score * fit(row));
  }
  const all = Float32Array.from(fitted);
  const places = bestRows(all, undefined, count, 0);
  return {
    rows: places.map((place) => rows[place]),
    scores: Float32Array.from(places, (place) => all[place]),
  };
}
