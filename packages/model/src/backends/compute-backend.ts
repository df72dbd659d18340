import type { BackendName } from '../backend-name.ts';
import type { FeatureMatrix } from '@parlour/catalogue';
import type { Rates, Triples } from '../training/triples.ts';

/** One way of computing over one feature matrix. Calls must not overlap; after `dispose` none is allowed. */
export interface ComputeBackend {
  readonly name: BackendName;
  /** The adapter's own description, or what the backend runs on. */
  readonly detail: string;
  /** Inner product of every row with `vector`, one number a row. */
  score(vector: Float32Array): Promise<Float32Array>;
  /** Runs `triples.steps` minibatch steps of BPR on the person's vector; the items stay as they are. */
  train(job: TrainJob): Promise<TrainResult>;
  dispose(): void;
}

export interface TrainJob {
  readonly vector: Float32Array;
  /** Where the L2 term pulls. */
  readonly anchor: Float32Array;
  readonly triples: Triples;
  readonly rates: Rates;
}

export interface TrainResult {
  readonly vector: Float32Array;
  /** Mean BPR loss, -ln sigmoid(x), of each step before its update. */
  readonly losses: Float32Array;
  /** sigmoid(-x) of each triple: how hard it pulled. steps * batch. */
  readonly pulls: Float32Array;
}

export type OpenBackend = (features: FeatureMatrix) => Promise<ComputeBackend>;
