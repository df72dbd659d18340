import { backendNames, type BackendName } from '../backend-name.ts';
import type { FeatureMatrix } from '@parlour/catalogue';
import { agreement, trialJob } from './agreement.ts';
import type { ComputeBackend, OpenBackend } from './compute-backend.ts';
import { openTypedArrays } from './typed-arrays.ts';

/** Beyond this many rows the ratio between backends changes no more, and a phone's memory would. */
const sampleRows = 8_192;
const rounds = 5;
/** A backend that is far slower than this will not be chosen, whatever its exact median. Milliseconds for all rounds. */
const patience = 600;

export interface Measurement {
  readonly name: BackendName;
  /** False where it did not start, or gave other results than plain arrays. */
  readonly available: boolean;
  readonly detail: string;
  /** Median milliseconds of scoring `rows` rows; of 8 training steps of 32 triples. */
  readonly scoreMs?: number | undefined;
  readonly trainMs?: number | undefined;
  readonly rows: number;
}

export interface MeasureOptions {
  readonly open: (name: BackendName) => OpenBackend;
  /** Milliseconds, monotonic. */
  readonly clock: () => number;
  readonly onProgress?: (name: BackendName, fraction: number) => void;
  /** Awaited before each backend: resolves when nothing else needs the processor. */
  readonly quiet?: () => Promise<void>;
}

/** Tries every backend on (the first rows of) the catalogue this device really has. */
export async function measureBackends(
  features: FeatureMatrix,
  { open, clock, onProgress, quiet }: MeasureOptions,
): Promise<Measurement[]> {
  const sample = firstRows(features);
  const reference = await openTypedArrays(sample);
  const measurements: Measurement[] = [];
  for (const [index, name] of backendNames.entries()) {
    await quiet?.();
    onProgress?.(name, index / backendNames.length);
    measurements.push(await measureOne(name, open(name), sample, reference, clock));
  }
  return measurements;
}

async function measureOne(
  name: BackendName,
  open: OpenBackend,
  sample: FeatureMatrix,
  reference: ComputeBackend,
  clock: () => number,
): Promise<Measurement> {
  const unavailable = (detail: string): Measurement => ({
    name,
    available: false,
    detail,
    scoreMs: undefined,
    trainMs: undefined,
    rows: sample.rows,
  });
  let backend: ComputeBackend | undefined;
  try {
    backend = await open(sample);
    const same = await agreement(backend, reference, sample);
    if (!same.agrees) {
      const worst = Math.max(same.score, same.vector, same.loss).toExponential(1);
      return unavailable(`${backend.detail}: its results differ by ${worst}, so it is not used`);
    }
    const opened = backend;
    const job = trialJob(sample, 2);
    const scoreMs = await median(() => opened.score(job.vector), clock);
    const trainMs = await median(() => opened.train(job), clock);
    return { name, available: true, detail: opened.detail, scoreMs, trainMs, rows: sample.rows };
  } catch (error) {
    return unavailable(error instanceof Error ? error.message : 'It did not start.');
  } finally {
    backend?.dispose();
  }
}

/** The fastest that is right; plain arrays where nothing was measured. */
export function fastest(measurements: readonly Measurement[]): BackendName {
  const total = ({ scoreMs, trainMs }: Measurement): number =>
    (scoreMs ?? Number.POSITIVE_INFINITY) + (trainMs ?? Number.POSITIVE_INFINITY);
  const right = measurements.filter((measurement) => measurement.available);
  return right.sort((left, other) => total(left) - total(other))[0]?.name ?? 'typed-arrays';
}

async function median(work: () => Promise<unknown>, clock: () => number): Promise<number> {
  const times: number[] = [];
  const begun = clock();
  do {
    const start = clock();
    await work();
    times.push(clock() - start);
  } while (times.length < rounds && clock() - begun < patience);
  return times.sort((left, right) => left - right)[times.length >> 1] ?? 0;
}

function firstRows({ rows, dimension, values, scales }: FeatureMatrix): FeatureMatrix {
  const count = Math.min(rows, sampleRows);
  return {
    rows: count,
    dimension,
    values: values.subarray(0, count * dimension),
    scales: scales.subarray(0, count),
  };
}
