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
  const from = Math.max(0, items.length - watchesRead);
  const logs = halfLives.map((halfLife, index) => {
    const before = prior[index] as number;
    return before > 0
      ? Math.log(before) + witness * logLikelihood(weights, items, from, halfLife)
      : -Infinity;
  });
  const top = Math.max(...logs);
  const posterior = Float64Array.from(logs, (log) => Math.exp(log - top));
  const sum = posterior.reduce((all, value) => all + value, 0);
  return posterior.map((value) => value / sum);
}

function logLikelihood(
  weights: ItemWeights,
  items: ArrayLike<number>,
  from: number,
  halfLife: number,
): number {
  const { starts, columns, values, units } = weights;
  const itemCount = starts.length - 1;
  const sums = new Map<number, number>();
  let total = 0;
  let log = 0;
  // What is added grows instead of what is there shrinking: only touched items cost anything.
  let growth = 1;
  const factor = 2 ** (1 / halfLife);
  for (let place = from; place < items.length; place++) {
    const item = items[place] as number;
    if (total > 0) {
      const said = (sums.get(item) ?? 0) / total;
      log += Math.log((1 - chance) * said + chance / itemCount);
    }
    growth *= factor;
    const unit = (units[item] as number) * growth;
    for (let at = starts[item] as number; at < (starts[item + 1] as number); at++) {
      const value = values[at] as number;
      if (value <= 0) continue;
      const column = columns[at] as number;
      sums.set(column, (sums.get(column) ?? 0) + value * unit);
      total += value * unit;
    }
  }
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
