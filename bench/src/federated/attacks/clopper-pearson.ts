/** A share that was counted, and the interval that holds the true one. */
export interface CountedShare {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The exact interval of a binomial share (Clopper & Pearson 1934): each end misses the truth with a probability of `miss` at most.
 * @param hits 0..trials. @param trials >= 1. @param miss 0..0.5, exclusive.
 */
export function clopperPearson(hits: number, trials: number, miss: number): CountedShare {
  return {
    share: hits / trials,
    low: hits === 0 ? 0 : solve((p) => 1 - atMost(hits - 1, trials, p) < miss),
    high: hits === trials ? 1 : solve((p) => atMost(hits, trials, p) > miss),
  };
}

/** Where a condition that holds from 0 on ends. */
function solve(holds: (p: number) => boolean): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** P(at most `hits` of `trials` | p), 0 < p < 1. */
function atMost(hits: number, trials: number, p: number): number {
  let log = trials * Math.log1p(-p);
  let sum = Math.exp(log);
  for (let k = 1; k <= hits; k++) {
    log += Math.log((trials - k + 1) / k) + Math.log(p) - Math.log1p(-p);
    sum += Math.exp(log);
  }
  return sum;
}
