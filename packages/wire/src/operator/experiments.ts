import * as v from 'valibot';
import { count, moment, Uuid } from './basics.ts';

const figure = v.pipe(v.number(), v.finite());

/** A number with bounds that hold but for the error of the look that it is of. */
export const Estimate = v.strictObject({ mean: figure, atLeast: figure, atMost: figure });
export type Estimate = v.InferOutput<typeof Estimate>;

/** One figure in both arms, shares of 0..1, and candidate less current. */
export const MeasuredQuality = v.strictObject({
  current: Estimate,
  candidate: Estimate,
  difference: Estimate,
});
export type MeasuredQuality = v.InferOutput<typeof MeasuredQuality>;

/** What all sums that were released so far say of an experiment. */
export const ExperimentLook = v.strictObject({
  rounds: count,
  epochs: count,
  reports: count,
  /** Standard deviation of the noise at each number, in people. */
  noise: v.pipe(figure, v.minValue(0)),
  /** By arm, with that noise; those who were shown lists. */
  people: v.strictObject({ current: figure, candidate: figure }),
  /** None as long as there are too few people in an arm. */
  quality: v.nullable(
    v.strictObject({ hits: MeasuredQuality, clicks: MeasuredQuality, completions: MeasuredQuality }),
  ),
  decision: v.picklist(['promote', 'roll-back', 'go-on']),
});
export type ExperimentLook = v.InferOutput<typeof ExperimentLook>;

/** How an experiment ended: `replaced` when another model was served before anything was decided. */
export const ExperimentOutcome = v.picklist(['promoted', 'rolled-back', 'replaced']);
export type ExperimentOutcome = v.InferOutput<typeof ExperimentOutcome>;

/** A model that is, or was, tried beside another. */
export const Experiment = v.strictObject({
  id: Uuid,
  kind: v.picklist(['collaborative', 'fusion', 'moments']),
  /** Version that everybody else uses; null: none of this kind. */
  current: v.nullable(Uuid),
  candidate: Uuid,
  /** Of people who try it, in (0, 1). */
  share: v.pipe(v.number(), v.gtValue(0), v.ltValue(1)),
  /** Whether what the sums say is done by itself. */
  isAutomatic: v.boolean(),
  startedAt: moment,
  endedAt: v.nullable(moment),
  outcome: v.nullable(ExperimentOutcome),
  /** The newest first. */
  looks: v.array(v.strictObject({ at: moment, ...ExperimentLook.entries })),
});
export type Experiment = v.InferOutput<typeof Experiment>;
