/** The `count` rows of highest score, best first; of equal scores the lower row first. */
export function topRows(rows: readonly number[], score: (row: number) => number, count: number): number[] {
  if (rows.length > 4 * count) {
    const scores = Float64Array.from(rows, score).sort();
    const threshold = scores[scores.length - count] ?? Number.NEGATIVE_INFINITY;
    return best(
      rows.filter((row) => score(row) >= threshold),
      score,
    ).slice(0, count);
  }
  return best(rows, score).slice(0, count);
}

function best(rows: readonly number[], score: (row: number) => number): number[] {
  return rows.toSorted((left, right) => score(right) - score(left) || left - right);
}
