import type { ItemWeights } from '../collaborative-model.ts';
import { readColumns } from '../gap-columns.ts';
import { placeIn } from './place-in.ts';

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
  return halfLivesOf(weights, Int32Array.from(items), halfLives, prior)(-1);
}

/** The posterior of one history; as if the item of a place had never been there, for a place that is not -1. */
export type HalfLives = (without: number) => Float64Array;

/** The same for a history and for all that lack one of its items. */
export function halfLivesOf(
  weights: ItemWeights,
  items: Int32Array,
  halfLives: readonly number[],
  prior: readonly number[],
): HalfLives {
  // One more than are read: it moves into reach where one of the others is left out.
  const first = Math.max(0, items.length - watchesRead - 1);
  const said = saidOfTheNext(weights, items.subarray(first));
  const isLonger = items.length > watchesRead;
  const fadings = halfLives.map((halfLife) =>
    Float64Array.from({ length: items.length - first + 1 }, (_, steps) => 2 ** (-steps / halfLife)),
  );
  const at = (leftOut: number): Float64Array => {
    const logs = fadings.map((byAge, index) => {
      const before = prior[index] as number;
      if (before <= 0) return -Infinity;
      return Math.log(before) + witness * logLikelihood(said, weights.units.length, byAge, leftOut);
    });
    const top = Math.max(...logs);
    const posterior = Float64Array.from(logs, (log) => Math.exp(log - top));
    const sum = posterior.reduce((all, value) => all + value, 0);
    return posterior.map((value) => value / sum);
  };
  const whole = at(isLonger ? 0 : -1);
  return (without) => (without < 0 || (isLonger && without <= first) ? whole : at(without - first));
}

/** What earlier items say of later ones; those of place `p` are `starts[p] .. starts[p + 1] - 1`. */
interface Said {
  readonly starts: Int32Array;
  readonly earlier: Int32Array;
  readonly weights: Float64Array;
  /** By place: sum of the positive weights of the item's whole row. */
  readonly totals: Float64Array;
}

function saidOfTheNext({ starts, columns, values, units }: ItemWeights, items: Int32Array): Said {
  const totals = new Float64Array(items.length);
  const found = Array.from(items, (): number[] => []);
  items.forEach((item, place) => {
    const unit = units[item] as number;
    const end = starts[item + 1] as number;
    const first = starts[item] as number;
    const speaksFor = new Int32Array(end - first);
    readColumns(columns, item, speaksFor.length, speaksFor, 0);
    let total = 0;
    for (let at = first; at < end; at++) {
      const value = values[at] as number;
      if (value > 0) total += value;
    }
    totals[place] = total * unit;
    items.subarray(place + 1).forEach((other, later) => {
      const at = placeIn(speaksFor, other, 0, speaksFor.length);
      const value = at < 0 ? 0 : (values[first + at] as number);
      if (value > 0) found[place + 1 + later]?.push(place, value * unit);
    });
  });
  const flat = found.flat();
  const saidStarts = new Int32Array(items.length + 1);
  found.forEach((said, place) => {
    saidStarts[place + 1] = (saidStarts[place] as number) + said.length / 2;
  });
  return {
    starts: saidStarts,
    earlier: Int32Array.from({ length: flat.length / 2 }, (_, at) => flat[2 * at] as number),
    weights: Float64Array.from({ length: flat.length / 2 }, (_, at) => flat[2 * at + 1] as number),
    totals,
  };
}

function logLikelihood(
  { starts, earlier, weights, totals }: Said,
  items: number,
  byAge: Float64Array,
  leftOut: number,
): number {
  const factor = byAge[1] as number;
  let total = 0;
  let log = 0;
  for (let place = 0; place < totals.length; place++) {
    if (place === leftOut) continue;
    if (total > 0) {
      let sum = 0;
      for (let at = starts[place] as number; at < (starts[place + 1] as number); at++) {
        const from = earlier[at] as number;
        if (from === leftOut) continue;
        // What is left out between the two is no step.
        const steps = place - from - 1 - (from < leftOut && leftOut < place ? 1 : 0);
        sum += (weights[at] as number) * (byAge[steps] as number);
      }
      log += Math.log(((1 - chance) * sum) / total + chance / items);
    }
    total = total * factor + (totals[place] as number);
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
