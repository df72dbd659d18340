import type { ItemWeights } from '../collaborative-model.ts';

/** Of a history only the last so many watches say how fast the person's interests fade. */
const watchesRead = 150;
/** Chance that what comes next has nothing to do with the weights. */
const chance = 0.1;
/** What one watch counts as a witness: those that follow each other tell much the same. */
const witness = 0.3;

/**
 * How likely each half-life is for one person: what the history's titles said of the next one, when all before it fade with
 * that half-life, leaving the last out again and again, tempered; times the prior. The weights' positive part is read as a
 * distribution over what comes next. Sums to 1. `items` is oldest first, none twice.
 */
export function halfLifePosterior(
  weights: ItemWeights,
  items: ArrayLike<number>,
  halfLives: readonly number[],
  prior: readonly number[],
): Float64Array {
  const read = Int32Array.from(items).subarray(Math.max(0, items.length - watchesRead));
  const said = saidOfTheNext(weights, read);
  const logs = halfLives.map((halfLife, index) => {
    const before = prior[index] as number;
    if (before <= 0) return -Infinity;
    return Math.log(before) + witness * logLikelihood(said, weights.units.length, halfLife);
  });
  const top = Math.max(...logs);
  const posterior = Float64Array.from(logs, (log) => Math.exp(log - top));
  const sum = posterior.reduce((all, value) => all + value, 0);
  return posterior.map((value) => value / sum);
}

interface Said {
  /** By place: weights of earlier places for the item there, and how many places earlier. */
  readonly weights: readonly (readonly { readonly gap: number; readonly weight: number }[])[];
  /** By place: sum of the positive weights of the item's whole row. */
  readonly totals: Float64Array;
}

function saidOfTheNext({ starts, columns, values, units }: ItemWeights, items: Int32Array): Said {
  const placeOf = new Map(Array.from(items, (item, place) => [item, place]));
  const totals = new Float64Array(items.length);
  const weights = Array.from(items, (): { gap: number; weight: number }[] => []);
  items.forEach((item, place) => {
    const unit = units[item] as number;
    for (let at = starts[item] as number; at < (starts[item + 1] as number); at++) {
      const value = values[at] as number;
      if (value <= 0) continue;
      totals[place] = (totals[place] as number) + value * unit;
      const other = placeOf.get(columns[at] as number) ?? -1;
      if (other > place) weights[other]?.push({ gap: other - place, weight: value * unit });
    }
  });
  return { weights, totals };
}

function logLikelihood({ weights, totals }: Said, items: number, halfLife: number): number {
  const factor = 2 ** (-1 / halfLife);
  let total = 0;
  let log = 0;
  weights.forEach((said, place) => {
    if (total > 0) {
      const sum = said.reduce((all, { gap, weight }) => all + weight * factor ** (gap - 1), 0);
      log += Math.log(((1 - chance) * sum) / total + chance / items);
    }
    total = total * factor + (totals[place] as number);
  });
  return log;
}

/** Weight of the watch `age` watches before the newest, for each age below `length`: fadings mixed as likely as they are. */
export function fading(
  halfLives: readonly number[],
  likely: ArrayLike<number>,
  length: number,
): Float64Array {
  const weights = new Float64Array(length);
  halfLives.forEach((halfLife, index) => {
    const share = likely[index] as number;
    if (share < 1e-6) return;
    const factor = 2 ** (-1 / halfLife);
    let weight = share;
    for (let age = 0; age < length; age++) {
      weights[age] = (weights[age] as number) + weight;
      weight *= factor;
    }
  });
  return weights;
}

/** How likely each half-life is for somebody of whom nothing is known: log-normal around one, half an octave wide. Sums to 1. */
export function priorAround(halfLives: readonly number[], centre: number): number[] {
  const shares = halfLives.map((halfLife) => Math.exp(-2 * Math.log2(halfLife / centre) ** 2));
  const sum = shares.reduce((all, share) => all + share, 0);
  return shares.map((share) => share / sum);
}
