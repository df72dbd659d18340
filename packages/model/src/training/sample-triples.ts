import type { Preference } from '../personal/preference.ts';
import type { Triples } from './triples.ts';

/** Of the negatives, how many are ones the person named ("not for me", few stars), where there are any. */
const explicitShare = 0.2;

export interface TripleSampler {
  next(steps: number, batch: number): Triples;
}

/**
 * Positives are drawn by weight; negatives uniformly over what the person has not met, mixed with what they rejected
 * (Rendle et al. 2009, section 4.2). All randomness comes from `random`, so every backend gets the same triples.
 * Undefined where nothing can be compared: no positive, or nothing to prefer it to.
 */
export function tripleSampler(
  preferences: readonly Preference[],
  rows: number,
  random: () => number,
): TripleSampler | undefined {
  const positives = preferences.filter((preference) => preference.weight > 0);
  const rejected = preferences.filter((preference) => preference.weight < 0);
  const met = new Set(preferences.map((preference) => preference.row));
  const unmet = rows - met.size;
  if (positives.length === 0 || (unmet <= 0 && rejected.length === 0)) return undefined;
  const pickPositive = byWeight(positives, random);
  const pickRejected = rejected.length > 0 ? byWeight(rejected, random) : undefined;
  const pickUnmet = (): number => {
    for (;;) {
      const row = Math.floor(random() * rows);
      if (!met.has(row)) return row;
    }
  };
  const pickNegative = (): number => {
    if (pickRejected !== undefined && (unmet <= 0 || random() < explicitShare)) return pickRejected();
    return pickUnmet();
  };
  return {
    next(steps, batch) {
      const positiveRows = new Int32Array(steps * batch);
      const negativeRows = new Int32Array(steps * batch);
      for (let i = 0; i < steps * batch; i += 1) {
        positiveRows[i] = pickPositive();
        negativeRows[i] = pickNegative();
      }
      return { steps, batch, positives: positiveRows, negatives: negativeRows };
    },
  };
}

function byWeight(preferences: readonly Preference[], random: () => number): () => number {
  const sums = new Float64Array(preferences.length);
  let total = 0;
  preferences.forEach((preference, index) => {
    total += Math.abs(preference.weight);
    sums[index] = total;
  });
  return () => {
    const target = random() * total;
    let low = 0;
    let high = sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) > target) high = middle;
      else low = middle + 1;
    }
    return preferences[low]?.row ?? 0;
  };
}
