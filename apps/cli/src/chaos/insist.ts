import { setTimeout as pause } from 'node:timers/promises';
import { isDatabaseAway } from '@parlour/server';
import { ParlourError } from '@parlour/wire';

const isAway = (error: unknown): boolean =>
  isDatabaseAway(error) || (error instanceof ParlourError && /\/(unreachable|unavailable)$/.test(error.code));

/** Asks again as long as whoever is asked is just away; for questions that may be asked twice. */
export async function insist<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!isAway(error)) throw error;
      await pause(100);
    }
  }
}
