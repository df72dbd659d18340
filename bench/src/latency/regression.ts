import { measureLatency } from '../../page/measure-latency.ts';
import { openEngineParts } from '../../page/open-engine-parts.ts';
import { madeModels } from './made-models.ts';
import { threadClock } from './thread-clock.ts';

export interface RegressionBench {
  readonly bench: 'regression';
  /**
   * Milliseconds of this thread's processor, the least of all rounds: of a fixed kernel, of a list of all four strategies, and of a list right
   * after a new event, each the mean of a round.
   */
  readonly kernelMs: number;
  readonly listMs: number;
  readonly afterEventMs: number;
  /** Of the kernel's time: what a change must not raise. */
  readonly list: number;
  readonly afterEvent: number;
  readonly rounds: number;
  /** False where either is above its limit after the last round. */
  readonly isFine: boolean;
}

/** As strict as 6 and 20 were with a kernel that was not compiled yet (`bench/RESULTS.md`). */
const limits = { list: 8, afterEvent: 26 };
const items = 10_000;
const counts = { requests: 50, afterEvents: 30 };
const kernelRuns = 100;
/**
 * Others on the machine only ever slow a round down, one part of it or another, and code gets faster while it is compiled anew: the least of
 * several rounds, in which both take turns, is near what a quiet machine takes.
 */
const leastRounds = 6;
const mostRounds = 30;

/** Ratios hold on any machine, where milliseconds hold on none; so this one may fail a build. */
export async function benchRegression(): Promise<RegressionBench> {
  const files = madeModels(items);
  const parts = await openEngineParts((name) => Promise.resolve(new Uint8Array(files[name])));
  const kernel = fixedKernel();
  timeOf(kernel);
  let [kernelMs, listMs, afterEventMs] = [Infinity, Infinity, Infinity];
  for (let rounds = 1; ; rounds += 1) {
    kernelMs = Math.min(kernelMs, timeOf(kernel));
    const timings = measureLatency(parts, { ...counts, clock: threadClock });
    listMs = Math.min(listMs, mean(timings.list));
    afterEventMs = Math.min(afterEventMs, mean(timings.afterEvent));
    const ratios = { list: listMs / kernelMs, afterEvent: afterEventMs / kernelMs };
    const isFine = ratios.list <= limits.list && ratios.afterEvent <= limits.afterEvent;
    if (rounds === mostRounds || (isFine && rounds >= leastRounds))
      return { bench: 'regression', kernelMs, listMs, afterEventMs, ...ratios, rounds, isFine };
  }
}

/** Inner products of 10,000 rows of 64 bytes with 64 floats, which no change of ours touches. */
function fixedKernel(): () => void {
  const rows = Int8Array.from({ length: items * 64 }, (_, at) => (at * 31) % 127);
  const vector = Float32Array.from({ length: 64 }, (_, d) => Math.sin(d));
  const scores = new Float32Array(items);
  return () => {
    for (let row = 0, at = 0; row < items; row += 1) {
      let sum = 0;
      for (let d = 0; d < 64; d += 1, at += 1) sum += rows[at] * vector[d];
      scores[row] = sum;
    }
  };
}

/** The mean of many, for the processor's clock ticks every few milliseconds. */
function timeOf(kernel: () => void): number {
  const start = threadClock();
  for (let run = 0; run < kernelRuns; run += 1) kernel();
  return (threadClock() - start) / kernelRuns;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
