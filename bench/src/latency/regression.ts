import { measureLatency } from '../../page/measure-latency.ts';
import { openEngineParts } from '../../page/open-engine-parts.ts';
import { madeModels } from './made-models.ts';
import { threadClock } from './thread-clock.ts';

export interface RegressionBench {
  readonly bench: 'regression';
  /**
   * Of the last attempt, mean milliseconds of this thread's processor: of a fixed kernel, of a list of all four strategies, and of a list right after
   * a new event.
   */
  readonly kernelMs: number;
  readonly listMs: number;
  readonly afterEventMs: number;
  /** Of the kernel's time: what a change must not raise. */
  readonly list: number;
  readonly afterEvent: number;
  readonly attempts: number;
  /** False where either is above its limit in every attempt. */
  readonly isFine: boolean;
}

/** Noise stays below; another pass over the catalogue for every list, or two more models of the history after an event, do not. */
const limits = { list: 6, afterEvent: 20 };
const items = 10_000;
const counts = { requests: 100, afterEvents: 60 };
const kernelRuns = 100;
/** One that meets both limits is enough: what else runs on a machine can make a ratio worse, never better. */
const mostAttempts = 3;

/** Ratios hold on any machine, where milliseconds hold on none; so this one may fail a build. */
export async function benchRegression(): Promise<RegressionBench> {
  const files = madeModels(items);
  const parts = await openEngineParts((name) => Promise.resolve(new Uint8Array(files[name])));
  for (let attempts = 1; ; attempts += 1) {
    const kernelBefore = kernelTime();
    const timings = measureLatency(parts, { ...counts, clock: threadClock });
    const kernelMs = (kernelBefore + kernelTime()) / 2;
    const [listMs, afterEventMs] = [mean(timings.list), mean(timings.afterEvent)];
    const ratios = { list: listMs / kernelMs, afterEvent: afterEventMs / kernelMs };
    const isFine = ratios.list <= limits.list && ratios.afterEvent <= limits.afterEvent;
    if (isFine || attempts === mostAttempts)
      return { bench: 'regression', kernelMs, listMs, afterEventMs, ...ratios, attempts, isFine };
  }
}

/**
 * Inner products of 10,000 rows of 64 bytes with 64 floats, which no change of ours touches; the mean of many, for the
 * processor's clock ticks every few milliseconds.
 */
function kernelTime(): number {
  const rows = Int8Array.from({ length: items * 64 }, (_, at) => (at * 31) % 127);
  const vector = Float32Array.from({ length: 64 }, (_, d) => Math.sin(d));
  const scores = new Float32Array(items);
  const start = threadClock();
  for (let run = 0; run < kernelRuns; run += 1) {
    for (let row = 0, at = 0; row < items; row += 1) {
      let sum = 0;
      for (let d = 0; d < 64; d += 1, at += 1) sum += rows[at] * vector[d];
      scores[row] = sum;
    }
  }
  return (threadClock() - start) / kernelRuns;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
