export interface Mean {
  readonly mean: number;
  /** Standard error of the mean. */
  readonly se: number;
}

export function meanOf(values: readonly number[]): Mean {
  const n = values.length;
  if (n === 0) return { mean: 0, se: 0 };
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, se: n > 1 ? Math.sqrt(squares / (n - 1) / n) : 0 };
}

/** Mean of the differences person by person, which the people's own differences do not blur. */
export function pairedDifference(left: readonly number[], right: readonly number[]): Mean {
  return meanOf(left.map((value, index) => value - (right[index] as number)));
}
