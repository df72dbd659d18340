export interface Dropout {
  /** Share of the values that are set to 0. */
  readonly rate: number;
  readonly random: () => number;
}

/** Inverted dropout (Srivastava et al. 2014) in place; gives what was kept, one byte a value. */
export function dropout(values: Float64Array, { rate, random }: Dropout): Uint8Array {
  const kept = new Uint8Array(values.length);
  const factor = 1 / (1 - rate);
  for (let i = 0; i < values.length; i++) {
    kept[i] = random() < rate ? 0 : 1;
    values[i] *= kept[i] * factor;
  }
  return kept;
}

export function dropoutGradient(gradient: Float64Array, kept: Uint8Array | undefined, rate: number): void {
  if (kept === undefined) return;
  const factor = 1 / (1 - rate);
  for (let i = 0; i < gradient.length; i++) gradient[i] *= kept[i] * factor;
}
