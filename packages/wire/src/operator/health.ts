import * as v from 'valibot';
import { count, moment } from './basics.ts';

/** The process that answers, and what it has used so far. */
export const ProcessStatus = v.strictObject({
  pid: count,
  /** Microseconds of processor time, user and system. */
  cpuMicroseconds: count,
  /** Resident memory. */
  rssBytes: count,
});
export type ProcessStatus = v.InferOutput<typeof ProcessStatus>;

/** A replica or a queue worker that has said within the last seconds that it lives. */
export const LivingProcess = v.strictObject({
  kind: v.picklist(['server', 'queue', 'relay']),
  /** Of the machine or container. */
  host: v.string(),
  pid: count,
  version: v.string(),
  since: moment,
  seenAt: moment,
});
export type LivingProcess = v.InferOutput<typeof LivingProcess>;

/** Jobs of one task that were tried as often as they are, and given up. */
export const FailedJobs = v.strictObject({ task: v.string(), jobs: count, lastAt: moment });
export type FailedJobs = v.InferOutput<typeof FailedJobs>;

export const Health = v.strictObject({
  queue: v.strictObject({
    /** Jobs that could run now. */
    depth: count,
    /** Milliseconds that the oldest of them has waited. */
    oldestMs: count,
    running: count,
    /** Not due yet. */
    later: count,
    /** Failed and to be tried again. */
    retrying: count,
    failed: v.array(FailedJobs),
  }),
  database: v.strictObject({
    bytes: count,
    connections: count,
    mostConnections: count,
    version: v.string(),
    /** Name of the last migration, and how many there are; `missing` those that this version knows and the database lacks. */
    migration: v.strictObject({ name: v.string(), applied: count, missing: count }),
  }),
  /** Of the file system that the data folder is on, as the replica that answers sees it. */
  disk: v.strictObject({ bytes: count, freeBytes: count }),
  processes: v.array(LivingProcess),
});
export type Health = v.InferOutput<typeof Health>;
