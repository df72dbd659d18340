import { count } from '@parlour/interface';

/**
 * Odds to which even ones can rise at most: e^epsilon to 1. Two digits, rounded up, so that no more is promised than holds.
 */
export function oddsOf(epsilon: number): string {
  const odds = Math.exp(epsilon);
  if (odds < 10) return (Math.ceil(odds * 10) / 10).toFixed(1);
  return count(Math.ceil(odds));
}

/** An epsilon for people who know what it is, rounded up. */
export const epsilonText = (epsilon: number): string => (Math.ceil(epsilon * 100) / 100).toFixed(2);

/** A chance in words: 1e-6 is `one in 1,000,000`. */
export const chance = (delta: number): string => `one in ${count(Math.round(1 / delta))}`;
