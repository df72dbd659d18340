import type { SealedUpdate } from '../sealing/sealed-update.ts';

/** Updates in a room before anything is done about them; as many as are too many, whatever they weigh. */
const COUNT = { least: 40, most: 200 } as const;
/** Bytes of updates that are worth a checkpoint, of what the last one had. */
const WORTH = 1 / 4;

/**
 * Whether a checkpoint should take the place of a device's updates. A checkpoint is the whole record, which every device then fetches: so it
 * waits until the updates since the last one come to something beside it, or are many.
 *
 * @param times how many times over that: 1 for when nobody waits, more for when it can wait no longer.
 */
export function isLogLong(log: readonly SealedUpdate[], times = 1): boolean {
  if (log.length <= times * COUNT.least) return false;
  if (log.length > times * COUNT.most) return true;
  const sizes = log.map(({ bytes }) => bytes.length);
  const whole = Math.max(...sizes);
  const rest = sizes.reduce((sum, size) => sum + size, 0) - whole;
  return rest > times * WORTH * whole;
}
