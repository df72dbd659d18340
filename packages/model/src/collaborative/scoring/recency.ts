import type { ItemWeights } from '../collaborative-model.ts';
import { columnOf, gatherWeights, type GatheredWeights } from './gathered-weights.ts';
import { type ReadHistory, readHistory } from './read-history.ts';

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
  const history = readHistory(Array.from(items, (item) => ({ item, weight: 1 })));
  const gathered = gatherWeights(weights, history.items, new Int32Array(weights.units.length));
  return halfLivesOf(weights, gathered, history, halfLives, prior)(-1);
}

/** The posterior of one history; as if one of the liked items (by its place among these) had never been there, where it is not -1. */
export type HalfLives = (without: number) => Float64Array;

/** The same for what is liked of a history, and for all that lack one of these items. `gathered` is of the same history. */
export function halfLivesOf(
  weights: ItemWeights,
  gathered: GatheredWeights,
  history: ReadHistory,
  halfLives: readonly number[],
  prior: readonly number[],
): HalfLives {
  const items = history.liked;
  // One more than are read: it moves into reach where one of the others is left out.
  const first = Math.max(0, items.length - watchesRead - 1);
  const said = saidOfTheNext(weights, gathered, history, first);
  const isLonger = items.length > watchesRead;
  const fadings = halfLives.map((halfLife) =>
    Float64Array.from({ length: items.length - first + 1 }, (_, steps) => 2 ** (-steps / halfLife)),
  );
  const beginnings = fadings.map(() => emptyBeginnings(said.totals.length));
  const logsOf = (leftOut: number): number[] =>
    fadings.map((byAge, index) =>
      logLikelihood(said, weights.units.length, byAge, leftOut, beginnings[index]),
    );
  const posterior = (likelihoods: readonly number[]): Float64Array => {
    const logs = likelihoods.map((log, index) => {
      const before = prior[index] as number;
      return before <= 0 ? -Infinity : Math.log(before) + witness * log;
    });
    const top = Math.max(...logs);
    const posterior = Float64Array.from(logs, (log) => Math.exp(log - top));
    const sum = posterior.reduce((all, value) => all + value, 0);
    return posterior.map((value) => value / sum);
  };
  const ofAll = logsOf(-1);
  const at = (leftOut: number): Float64Array => posterior(leftOut < 0 ? ofAll : logsOf(leftOut));
  const whole = at(isLonger ? 0 : -1);
  return (without) => (without < 0 || (isLonger && without <= first) ? whole : at(without - first));
}

/** What earlier liked items say of later ones; those of place `p` are `starts[p] .. starts[p + 1] - 1`. */
interface Said {
  readonly starts: Int32Array;
  readonly earlier: Int32Array;
  readonly weights: Float64Array;
  /** By place: sum of the positive weights of the item's whole row. */
  readonly totals: Float64Array;
}

/** Places are those among the liked from `first` on. */
function saidOfTheNext(
  { starts: rowStarts, values: rowValues, units }: ItemWeights,
  gathered: GatheredWeights,
  { items, liked, likedPlaces }: ReadHistory,
  first: number,
): Said {
  const { starts: from, places, values } = gathered;
  const count = liked.length - first;
  const totals = new Float64Array(count);
  const starts = new Int32Array(count + 1);
  const earlier: number[] = [];
  const weights: number[] = [];
  for (let place = 0; place < count; place++) {
    const item = items[liked[first + place] as number] as number;
    let total = 0;
    for (let at = rowStarts[item] as number; at < (rowStarts[item + 1] as number); at++) {
      total += Math.max(0, rowValues[at] as number);
    }
    totals[place] = total * (units[item] as number);
    const column = columnOf(gathered, item);
    const end = column < 0 ? 0 : (from[column + 1] as number);
    for (let at = column < 0 ? 0 : (from[column] as number); at < end; at++) {
      const speaker = places[at] as number;
      const before = (likedPlaces[speaker] as number) - first;
      const value = values[at] as number;
      if (before < 0 || before >= place || value <= 0) continue;
      earlier.push(before);
      weights.push(value * (units[items[speaker] as number] as number));
    }
    starts[place + 1] = earlier.length;
  }
  return { starts, earlier: Int32Array.from(earlier), weights: Float64Array.from(weights), totals };
}

/** Of each place: what all before it come to. */
interface Beginnings {
  readonly totals: Float64Array;
  readonly logs: Float64Array;
}

function emptyBeginnings(places: number): Beginnings {
  return { totals: new Float64Array(places), logs: new Float64Array(places) };
}

/** Where none is left out it fills `beginnings`, from which the others go on. */
function logLikelihood(
  { starts, earlier, weights, totals }: Said,
  items: number,
  byAge: Float64Array,
  leftOut: number,
  beginnings: Beginnings,
): number {
  const factor = byAge[1] as number;
  const first = Math.max(0, leftOut);
  let total = leftOut < 0 ? 0 : (beginnings.totals[first] as number);
  let log = leftOut < 0 ? 0 : (beginnings.logs[first] as number);
  for (let place = first; place < totals.length; place++) {
    if (place === leftOut) continue;
    if (leftOut < 0) {
      beginnings.totals[place] = total;
      beginnings.logs[place] = log;
    }
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
