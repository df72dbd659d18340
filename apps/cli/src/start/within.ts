import { setTimeout as pause } from 'node:timers/promises';

/** Waits for `work` for at most `limit` milliseconds; gives whether it was done by then, well or badly. */
export async function within(limit: number, work: Promise<unknown>): Promise<boolean> {
  const over = new AbortController();
  const done = work.then(
    () => true,
    () => true,
  );
  const late = pause(limit, false, { signal: over.signal }).catch(() => false);
  const first = await Promise.race([done, late]);
  over.abort();
  return first;
}
