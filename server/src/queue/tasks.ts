import { sql } from 'drizzle-orm';
import { forgetExpired } from '../console-access/forget-expired.ts';
import type { Database } from '../database/connect.ts';
import type { Leg } from '../rounds/leg-times.ts';
import { forgetJobs } from '../jobs/forget-jobs.ts';
import type { OperatorWork } from '../jobs/operator-work.ts';
import { runOperatorJob } from '../jobs/run-operator-job.ts';
import { judgeExperiments } from '../models/judge-experiments.ts';
import { learnClusters } from '../models/learn-clusters.ts';
import { learnFusion } from '../models/learn-fusion.ts';
import { learnMoments } from '../models/learn-moments.ts';
import { learnReports } from '../models/learn-reports.ts';
import { learnPopularity } from '../models/learn-popularity.ts';
import { forgetProcesses } from '../processes/living-processes.ts';
import { resumeOverdue } from '../rounds/resume-overdue.ts';
import { roundFrameOn } from '../rounds/round-frame-on.ts';
import { roundTasks } from '../rounds/round-tasks.ts';
import { runDueSchedules } from '../schedules/run-due.ts';
import { forgetEpochs } from '../tokens/forget-epochs.ts';
import { makeEpochKeys } from '../tokens/make-epoch-keys.ts';

/** Every job that the queue knows, by name, with what it is told. */
export interface TaskPayloads {
  /** Removes what expired, and asks again for what was lost. */
  readonly 'clean-up': Readonly<Record<string, never>>;
  /** Makes the token keys of the epochs to come, and forgets what tokens of ended ones left. */
  readonly 'token-epochs': Readonly<Record<string, never>>;
  /** Closes the leg of a round (hex) with whoever has answered. */
  readonly 'close-leg': { readonly round: string; readonly leg: Leg };
  /** Takes away the masks of one part of a round. */
  readonly unmask: { readonly round: string; readonly job: string };
  /** Adds all parts up and releases the sum, or discards it. */
  readonly 'finish-round': { readonly round: string };
  /** Does what schedules of operators say is due. */
  readonly schedules: Readonly<Record<string, never>>;
  /** Makes the popularity model of the sums that were released. */
  readonly 'learn-popularity': Readonly<Record<string, never>>;
  /** Makes the clusters of the sums that were released. */
  readonly 'learn-clusters': Readonly<Record<string, never>>;
  /** Learns which titles go together from the sums that were released. */
  readonly 'learn-moments': Readonly<Record<string, never>>;
  /** Learns from the sums that were released where lists are to begin. */
  readonly 'learn-fusion': Readonly<Record<string, never>>;
  /** Makes what people report of titles of the sums that were released. */
  readonly 'learn-reports': Readonly<Record<string, never>>;
  /** Looks at what released sums say of models that are tried. */
  readonly 'judge-experiments': Readonly<Record<string, never>>;
  /** Does work that an operator or a schedule asked for. */
  readonly 'operator-job': { readonly job: string };
}

export type TaskName = keyof TaskPayloads;

/** Jobs that are told nothing. */
export type Chore = {
  [Name in TaskName]: TaskPayloads[Name] extends Readonly<Record<string, never>> ? Name : never;
}[TaskName];

/**
 * What is done for each job. A job may be run again, and by another worker, whenever a worker or the database was
 * killed: it must come to the same end.
 */
export type Tasks = { readonly [Name in TaskName]: (payload: TaskPayloads[Name]) => Promise<void> };

/** When jobs are made by themselves (crontab, UTC). */
export const schedule: readonly { readonly task: TaskName; readonly match: string }[] = [
  { task: 'token-epochs', match: '23 * * * *' },
  { task: 'schedules', match: '* * * * *' },
];

/** What is done as soon as a queue works, too. */
export const atStart = ['token-epochs', 'clean-up', 'schedules'] as const satisfies readonly Chore[];

/** What is done every minute whatever clocks say: a crontab stands still for as long as a clock was set back. */
export const everyMinute = ['clean-up'] as const satisfies readonly Chore[];

/** The tasks, on a database. @param work what can be done with the data folder; without it such jobs wait for a worker that can. */
export function tasksOn(database: Database, work?: OperatorWork): Tasks {
  const frame = roundFrameOn(database);
  return {
    'clean-up': async () => {
      // Replicas say every few seconds how many wait with them; one that said nothing for minutes is gone.
      await database.execute(
        sql`delete from parlour.waiting where seen_at not between now() - interval '5 minutes' and now() + interval '1 minute'`,
      );
      await forgetExpired(database);
      await resumeOverdue({ database });
      await forgetProcesses(database);
      await forgetJobs(database);
    },
    'token-epochs': async () => {
      await makeEpochKeys(database);
      await forgetEpochs(database);
    },
    schedules: () => runDueSchedules(frame),
    'operator-job': async ({ job }) => {
      if (work === undefined) throw new Error('no data folder');
      await runOperatorJob(database, work, job);
    },
    'learn-popularity': async () => {
      if (work === undefined) throw new Error('no data folder');
      await learnPopularity(frame, work);
    },
    'learn-reports': async () => {
      if (work === undefined) throw new Error('no data folder');
      await learnReports(frame, work);
    },
    'learn-clusters': async () => {
      if (work === undefined) throw new Error('no data folder');
      await learnClusters(frame, work);
    },
    'learn-fusion': async () => {
      if (work === undefined) throw new Error('no data folder');
      await learnFusion(frame, work);
    },
    'learn-moments': async () => {
      if (work === undefined) throw new Error('no data folder');
      await learnMoments(frame, work);
    },
    'judge-experiments': () => judgeExperiments(frame),
    ...roundTasks(frame),
  };
}
