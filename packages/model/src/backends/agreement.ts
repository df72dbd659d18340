import type { FeatureMatrix } from '@parlour/catalogue';
import { seededRandom } from '../seeded-random.ts';
import { normalised } from '../vector-math.ts';
import type { ComputeBackend, TrainJob } from './compute-backend.ts';

/** Largest absolute difference that counts as the same result. */
export const tolerance = 1e-3;

export interface Agreement {
  readonly agrees: boolean;
  /** Largest absolute difference of a score, of a trained component and of a loss. */
  readonly score: number;
  readonly vector: number;
  readonly loss: number;
}

/** Gives both backends (over the same features) the same vector to score and the same triples to learn from. */
export async function agreement(
  candidate: ComputeBackend,
  reference: ComputeBackend,
  features: FeatureMatrix,
  seed = 1,
): Promise<Agreement> {
  const job = trialJob(features, seed);
  const score = furthest(await candidate.score(job.vector), await reference.score(job.vector));
  const ours = await candidate.train(job);
  const theirs = await reference.train(job);
  const vector = furthest(ours.vector, theirs.vector);
  const loss = furthest(ours.losses, theirs.losses);
  // Written so that NaN disagrees.
  return { agrees: score <= tolerance && vector <= tolerance && loss <= tolerance, score, vector, loss };
}

/** A job that any feature matrix can be tried with: a random unit vector and `steps` minibatches of random triples. */
export function trialJob(features: FeatureMatrix, seed: number, steps = 8, batch = 32): TrainJob {
  const random = seededRandom(seed);
  const vector = normalised(new Float32Array(features.dimension).map(() => random() * 2 - 1));
  const rows = (): Int32Array =>
    new Int32Array(steps * batch).map(() => Math.floor(random() * features.rows));
  return {
    vector,
    anchor: vector,
    triples: { steps, batch, positives: rows(), negatives: rows() },
    rates: { learningRate: 0.5, pull: 0.05 },
  };
}

function furthest(left: Float32Array, right: Float32Array): number {
  if (left.length !== right.length) return Number.POSITIVE_INFINITY;
  let most = 0;
  for (let i = 0; i < left.length; i += 1) {
    const distance = Math.abs((left[i] ?? 0) - (right[i] ?? 0));
    if (!(distance <= most)) most = distance;
  }
  return most;
}
