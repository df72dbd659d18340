import { contentFeatures, openCatalogue } from '@parlour/catalogue';
import { encodeColumns } from '@parlour/catalogue/publish';
import { compactFeatures, itemSpace, popularity } from '@parlour/recommend';
import { measureLatency } from '../../page/measure-latency.ts';
import { threadClock } from './thread-clock.ts';
import { syntheticItems } from '../synthetic-catalogue.ts';

export interface RegressionBench {
  readonly bench: 'regression';
  /** Mean milliseconds of this thread's processor, of a fixed kernel, of a list, and of a list right after a new event. */
  readonly kernelMs: number;
  readonly listMs: number;
  readonly afterEventMs: number;
  /** Of the kernel's time: what a change must not raise. */
  readonly list: number;
  readonly afterEvent: number;
  /** False where either is above its limit. */
  readonly isFine: boolean;
}

/** Twice what was measured when these were set: noise stays below, a pass over the catalogue too many does not. */
const limits = { list: 6, afterEvent: 20 };
const items = 10_000;
const kernelRuns = 200;

/** Ratios hold on any machine, where milliseconds hold on none; so this one may fail a build. */
export function benchRegression(): RegressionBench {
  const catalogue = openCatalogue(encodeColumns([...syntheticItems({ items })]));
  const space = itemSpace(compactFeatures(contentFeatures(catalogue)));
  const kernelBefore = kernelTime();
  const { list, afterEvent } = measureLatency(
    { catalogue, space, popularity: popularity(catalogue) },
    200,
    threadClock,
  );
  const kernelMs = (kernelBefore + kernelTime()) / 2;
  const [listMs, afterEventMs] = [mean(list), mean(afterEvent)];
  const ratios = { list: listMs / kernelMs, afterEvent: afterEventMs / kernelMs };
  return {
    bench: 'regression',
    kernelMs,
    listMs,
    afterEventMs,
    ...ratios,
    isFine: ratios.list <= limits.list && ratios.afterEvent <= limits.afterEvent,
  };
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
