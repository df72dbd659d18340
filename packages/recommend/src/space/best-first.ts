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

/** `scratch` is one number a row, of any content before and after. */
export function bestFirst(scores: Float32Array, scratch: () => Float32Array): BestFirst {
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
  const fittedAmong = (
    first: Int32Array,
    allowed: Uint8Array,
    count: number,
    fit: (row: number) => number,
  ): Found | undefined => {
    const fitted = new Float32Array(first.length);
    for (let at = 0; at < first.length; at += 1) {
      const row = first[at];
      fitted[at] = allowed[row] === 1 ? scores[row] * fit(row) : 0;
    }
    // Places, not rows: of equal fitted scores the lower row comes first, so those at the edge decide.
    const places = bestRows(fitted, undefined, count + 1, 0);
    const worst = fitted[places[count - 1]];
    if (places.length <= count || worst === fitted[places[count]]) return undefined;
    // What is not among the first scores no more than the last of them, and fits no better than wholly.
    if (!(worst > scores[first[first.length - 1]])) return undefined;
    const found = places
      .subarray(0, count)
      .sort((left, right) => fitted[right] - fitted[left] || first[left] - first[right]);
    return {
      rows: Int32Array.from(found, (place) => first[place]),
      scores: Float32Array.from(found, (place) => fitted[place]),
    };
  };
  return {
    best(allowed, count, fit) {
      asked += 1;
      if (asked === 2) order = bestRows(scores, undefined, inOrder * count, 0);
      const known =
        order === undefined || order.length < inOrder * count
          ? undefined
          : fit === undefined
            ? among(order, allowed, count)
            : fittedAmong(order, allowed, count, fit);
      if (known !== undefined) return known;
      const all = fit === undefined ? scores : fittedScores(scores, allowed, fit, scratch());
      const rows = bestRows(all, allowed, count, 0);
      return { rows, scores: Float32Array.from(rows, (row) => all[row]) };
    },
  };
}

function fittedScores(
  scores: Float32Array,
  allowed: Uint8Array,
  fit: (row: number) => number,
  into: Float32Array,
): Float32Array {
  const fitted = into.subarray(0, scores.length);
  for (let row = 0; row < scores.length; row += 1) {
    fitted[row] = scores[row] > 0 && allowed[row] === 1 ? scores[row] * fit(row) : 0;
  }
  return fitted;
}
