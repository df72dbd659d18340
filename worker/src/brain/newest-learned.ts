import type { LearnedModels } from './learned-models.ts';

/** Milliseconds between looks at what is published by now. */
const pause = 1_800_000;

/**
 * What `make` gives, at once each time. Asked for half an hour after the last look, it looks in the background for what was learned
 * since, and gives that from then on: whoever asks next has it, and no request is ever answered by two.
 * @param look undefined where nothing is new.
 */
export function newestLearned<T extends { readonly together: LearnedModels }>(
  make: () => Promise<T>,
  look: () => Promise<LearnedModels | undefined>,
  now: () => number,
): () => Promise<T> {
  let latest = now();
  let newer: LearnedModels | undefined;
  let swapped: { readonly of: T; readonly with: LearnedModels; readonly made: T } | undefined;
  return async () => {
    const made = await make();
    if (now() - latest >= pause) {
      latest = now();
      look().then(
        (found) => {
          newer = found ?? newer;
        },
        () => undefined,
      );
    }
    if (newer === undefined) return made;
    if (swapped?.of !== made || swapped.with !== newer)
      swapped = { of: made, with: newer, made: { ...made, together: newer } };
    return swapped.made;
  };
}
