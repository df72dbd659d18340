import * as v from 'valibot';
import { count, hex, moment, Uuid } from './basics.ts';

/** When: five fields of crontab in UTC, or a number of minutes from its making on. */
export const ScheduleTimes = v.variant('kind', [
  v.strictObject({
    kind: v.literal('cron'),
    /** E.g. `30 4 * * 1`: Mondays at 4:30 UTC. */
    expression: v.pipe(v.string(), v.trim(), v.minLength(9), v.maxLength(100)),
  }),
  v.strictObject({
    kind: v.literal('interval'),
    minutes: v.pipe(count, v.minValue(1), v.maxValue(366 * 24 * 60)),
  }),
]);
export type ScheduleTimes = v.InferOutput<typeof ScheduleTimes>;

/** What: a round of a bundle, a configured source imported anew, or the collaborative model trained anew. */
export const ScheduledWork = v.variant('kind', [
  v.strictObject({ kind: v.literal('round'), bundle: hex(32) }),
  v.strictObject({ kind: v.literal('refresh'), source: Uuid }),
  v.strictObject({ kind: v.literal('train') }),
]);
export type ScheduledWork = v.InferOutput<typeof ScheduledWork>;

export const ScheduleOrder = v.strictObject({ work: ScheduledWork, times: ScheduleTimes });
export type ScheduleOrder = v.InferOutput<typeof ScheduleOrder>;

/** Something that the queue does by itself, once each time, however many workers there are. */
export const Schedule = v.strictObject({
  id: Uuid,
  ...ScheduleOrder.entries,
  enabled: v.boolean(),
  createdAt: moment,
  /** By the minute; none while it is not enabled. */
  nextAt: v.nullable(moment),
  lastAt: v.nullable(moment),
  /** What came of the last time: `done`, or the code of the refusal; a schedule that can never succeed again is disabled. */
  lastResult: v.nullable(v.string()),
});
export type Schedule = v.InferOutput<typeof Schedule>;

export const ScheduleSwitch = v.strictObject({ enabled: v.boolean() });
export type ScheduleSwitch = v.InferOutput<typeof ScheduleSwitch>;
