import type { EpochKeys } from './epoch-keys.ts';

const HOUR = 3_600_000;

/**
 * When to ask for the token of an epoch: at a random moment before it begins, or within an hour where it begins sooner or
 * has begun, so that when a device asks says nothing of when it takes part.
 * @param now milliseconds since 1970.
 * @param word 32 uniform bits.
 * @returns milliseconds since 1970, from `now` on.
 */
export function askingMoment(
  { validFrom, validUntil }: Pick<EpochKeys, 'validFrom' | 'validUntil'>,
  now: number,
  word: number,
): number {
  const last = Math.min(Math.max(validFrom, now + HOUR), validUntil);
  return Math.floor(now + Math.max(0, last - now) * (word / 2 ** 32));
}
