import { once } from './once.ts';

/** Milliseconds between attempts: what fails for want of a network often works soon. */
const pause = 300_000;

/**
 * What `make` gave first, at once each time. While `lacks` counts something that it lacks, asking for it after a pause tries again
 * in the background, and from then on gives what lacks less.
 */
export function triedAgain<T>(
  make: () => Promise<T>,
  lacks: (made: T) => number,
  now: () => number,
): () => Promise<T> {
  const first = once(make);
  let better: T | undefined;
  let latest = Number.NEGATIVE_INFINITY;
  return async () => {
    if (latest === Number.NEGATIVE_INFINITY) latest = now();
    const found = better ?? (await first());
    if (lacks(found) > 0 && now() - latest >= pause) {
      latest = now();
      make().then(
        (again) => {
          if (lacks(again) < lacks(better ?? found)) better = again;
        },
        () => undefined,
      );
    }
    return found;
  };
}
