import * as v from 'valibot';
import { count, hex, moment, note, Uuid } from './basics.ts';
import { Experiment } from './experiments.ts';

/**
 * What `npx parlour train` makes, and `popularity`, `moments`, `clusters` and `reports`, which released sums make: everybody
 * downloads these but the encoder, by which later catalogues are embedded.
 */
export const ModelKind = v.picklist([
  'collaborative',
  'encoder',
  'embeddings',
  'fusion',
  'popularity',
  'moments',
  'clusters',
  'reports',
]);
export type ModelKind = v.InferOutput<typeof ModelKind>;

const quality = v.record(v.pipe(v.string(), v.maxLength(50)), v.pipe(v.number(), v.finite()));

/** What a model was made of, as whoever made it says. */
export const ModelOrigin = v.strictObject({
  sources: v.pipe(v.array(note), v.maxLength(50)),
  /** Rounds whose sums went into it. */
  rounds: v.pipe(v.array(hex(32)), v.maxLength(1000)),
  command: v.nullable(v.pipe(v.string(), v.maxLength(2000))),
  /** Figures by name, such as `validationNdcg`. */
  quality,
});
export type ModelOrigin = v.InferOutput<typeof ModelOrigin>;

/** A model file that is kept; it never changes. */
export const ModelVersion = v.strictObject({
  id: Uuid,
  kind: ModelKind,
  /** Of its file. */
  sha256: hex(32),
  bytes: count,
  createdAt: moment,
  origin: ModelOrigin,
  /** Whether it is what the public files serve. */
  isPromoted: v.boolean(),
  /** Share of people who use it instead of the promoted one, if it is tried. */
  canaryShare: v.nullable(v.number()),
});
export type ModelVersion = v.InferOutput<typeof ModelVersion>;

/**
 * `share` under 1: a canary, which begins an experiment. Everybody downloads both; which one a person's devices use is found out on them,
 * unseen.
 */
export const PromotionOrder = v.strictObject({
  share: v.optional(v.pipe(v.number(), v.gtValue(0), v.maxValue(1)), 1),
  /** Of a canary: whether it is promoted or rolled back by itself once the sums say so. */
  isAutomatic: v.optional(v.boolean(), false),
});
export type PromotionOrder = v.InferOutput<typeof PromotionOrder>;

/** A change of what is served, the newest first in lists. `share` 0: served no more, nothing in its place. */
export const Promotion = v.strictObject({
  kind: ModelKind,
  model: Uuid,
  share: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  at: moment,
});
export type Promotion = v.InferOutput<typeof Promotion>;

const name = v.pipe(v.string(), v.minLength(1), v.maxLength(50));
/** What a run was told, by name. */
export const TrainingParameters = v.record(name, v.union([v.number(), v.pipe(v.string(), v.maxLength(200))]));
export type TrainingParameters = v.InferOutput<typeof TrainingParameters>;
/** What was measured of it, by name. */
export const TrainingMetrics = v.record(name, v.pipe(v.number(), v.finite()));
export type TrainingMetrics = v.InferOutput<typeof TrainingMetrics>;

/** A time that a model was learned of released sums. */
export const TrainingRun = v.strictObject({
  id: Uuid,
  kind: ModelKind,
  state: v.picklist(['passed', 'refused', 'failed']),
  parameters: TrainingParameters,
  metrics: TrainingMetrics,
  /** In a sentence, why it did not pass its gate. */
  reason: v.nullable(v.string()),
  /** The version that it made. */
  model: v.nullable(Uuid),
  at: moment,
});
export type TrainingRun = v.InferOutput<typeof TrainingRun>;

export const ModelList = v.strictObject({
  versions: v.array(ModelVersion),
  promotions: v.array(Promotion),
  /** The last hundred, the newest first. */
  runs: v.array(TrainingRun),
  /** The last fifty, the newest first. */
  experiments: v.array(Experiment),
});
export type ModelList = v.InferOutput<typeof ModelList>;

/** What a model file that is handed over is; the origin as JSON. */
export const ModelQuery = v.strictObject({
  kind: ModelKind,
  origin: v.optional(v.pipe(v.string(), v.maxLength(8000))),
});
export type ModelQuery = v.InferOutput<typeof ModelQuery>;
