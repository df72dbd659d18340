/** Milliseconds between the first of what is to be sent and its sending: at least, and at most. */
const SENDING = { least: 50, most: 400 } as const;
/** Milliseconds until the next try, doubled from the first to the longest. */
const RETRYING = { first: 1_000, longest: 60_000 } as const;

/**
 * How long what is to be sent waits. A relay sees the times of updates: so they tell it when a person did something only roughly, and what
 * was done in one go goes as one.
 * @param random in [0, 1).
 */
export const sendingDelay = (random: number): number =>
  SENDING.least + (SENDING.most - SENDING.least) * random;

/**
 * How long until a connection is tried again: doubled each time, and spread, so that not all devices of a relay that was away come back at
 * once (half to all of the time).
 * @param failures in a row, from 1. @param random in [0, 1).
 */
export function retryDelay(failures: number, random: number): number {
  const whole = Math.min(RETRYING.longest, RETRYING.first * 2 ** Math.min(failures - 1, 16));
  return whole * (0.5 + 0.5 * random);
}
