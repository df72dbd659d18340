import type { OnProgress, Progress } from '../brain-api/index.ts';

const shortestPause = 50;

/**
 * Passes progress on to the page, at most 20 times a second but never leaving out a new step or the end. A page that has gone away
 * does not stop the work.
 */
export function progressToPage(onProgress: OnProgress, clock: () => number): (progress: Progress) => void {
  let step: string | undefined;
  let at = Number.NEGATIVE_INFINITY;
  return (progress) => {
    const now = clock();
    if (progress.step === step && progress.fraction < 1 && now - at < shortestPause) return;
    step = progress.step;
    at = now;
    // Over Comlink the call gives a promise, whatever its type says.
    Promise.resolve(onProgress(progress)).catch(() => undefined);
  };
}
