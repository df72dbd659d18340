/** How good one list is for one person; binary relevance, list cut at `length`. */
export interface ListScores {
  /** 1 if any target is in the list. */
  readonly hr: number;
  /** Normalised discounted cumulative gain (Järvelin & Kekäläinen 2002), the ideal list being min(targets, length) hits. */
  readonly ndcg: number;
  /** Hits over `length`, also where the list is shorter. */
  readonly precision: number;
  /** Hits over targets. */
  readonly recall: number;
}

export function scoreList(rows: ArrayLike<number>, targets: readonly number[], length: number): ListScores {
  const wanted = new Set(targets);
  let hits = 0;
  let gain = 0;
  for (let rank = 0; rank < Math.min(rows.length, length); rank++) {
    if (!wanted.delete(rows[rank] as number)) continue;
    hits++;
    gain += 1 / Math.log2(rank + 2);
  }
  let ideal = 0;
  for (let rank = 0; rank < Math.min(targets.length, length); rank++) ideal += 1 / Math.log2(rank + 2);
  return {
    hr: hits > 0 ? 1 : 0,
    ndcg: gain / ideal,
    precision: hits / length,
    recall: hits / targets.length,
  };
}
