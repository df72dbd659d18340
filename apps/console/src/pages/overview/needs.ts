import { counted, percent } from '@parlour/interface';
import type { Health, OperatorJob, RoundStatus } from '@parlour/wire/api';

/** Something that an operator should look at. */
export interface Need {
  readonly key: string;
  readonly tone: 'warn' | 'bad';
  readonly message: string;
  readonly meaning: string;
  readonly mend: string;
  /** Where to look. */
  readonly to?: string;
}

const MINUTE = 60_000;
const DAY = 86_400_000;

interface Known {
  readonly health: Health;
  readonly rounds: readonly RoundStatus[];
  readonly jobs: readonly OperatorJob[];
  /** Unix milliseconds. */
  readonly now: number;
}

/** What needs attention, the worst first. */
export function needs({ health, rounds, jobs, now }: Known): Need[] {
  const { queue, database, disk, processes } = health;
  const found: Need[] = [];
  if (!processes.some(({ kind }) => kind === 'queue'))
    found.push({
      key: 'no-queue',
      tone: 'bad',
      message: 'No queue worker is alive.',
      meaning: 'Rounds do not end, imports wait, and no token keys are made.',
      mend: 'Start one: npx parlour start --role queue.',
    });
  if (database.migration.missing > 0)
    found.push({
      key: 'migrations',
      tone: 'bad',
      message: `The database lacks ${counted(database.migration.missing, 'migration')}.`,
      meaning: 'This server is newer than its tables; some of what is asked of it fails.',
      mend: 'Restart a server of this version; it migrates at its start.',
    });
  const free = disk.freeBytes / disk.bytes;
  if (free < 0.15)
    found.push({
      key: 'disk',
      tone: free < 0.05 ? 'bad' : 'warn',
      message: `The disk has ${percent(free)} left.`,
      meaning: 'When it is full, nothing is lost, but reports are refused until there is room.',
      mend: 'Make room, or move the data folder to a larger disk.',
    });
  if (database.connections / database.mostConnections > 0.8)
    found.push({
      key: 'connections',
      tone: 'warn',
      message: `${database.connections} of ${database.mostConnections} connections of the database are taken.`,
      meaning: 'When all are, requests wait, and then fail.',
      mend: 'Raise max_connections, or run fewer replicas.',
    });
  if (queue.oldestMs > 2 * MINUTE)
    found.push({
      key: 'queue-age',
      tone: 'warn',
      message: `A job has waited for ${Math.round(queue.oldestMs / MINUTE)} minutes.`,
      meaning: 'The queue workers are too few, or one hangs.',
      mend: 'Start another queue worker; any number can share the work.',
    });
  for (const { task, jobs: failed } of queue.failed)
    found.push({
      key: `failed ${task}`,
      tone: 'warn',
      message: `${counted(failed, 'job')} of ${task} ${failed === 1 ? 'was' : 'were'} given up.`,
      meaning: 'They were tried as often as they are, and failed each time.',
      mend: "Look for the task's name in the queue worker's log.",
    });
  const aborted = rounds.filter(({ phase, endedAt, abortReason }) => {
    const isNew = endedAt !== null && now - endedAt < DAY;
    return phase === 'aborted' && isNew && abortReason !== 'by-operator';
  });
  if (aborted.length > 0)
    found.push({
      key: 'aborted',
      tone: 'warn',
      message: `${counted(aborted.length, 'round')} ended without a sum in the last day.`,
      meaning: 'Nothing was released of them, and nothing of anybody became known.',
      mend: 'See each for its reason.',
      to: aborted.length === 1 ? `/rounds/${aborted[0].id}` : '/rounds',
    });
  const failedJobs = jobs.filter(({ state, endedAt }) => state === 'failed' && now - (endedAt ?? 0) < DAY);
  if (failedJobs.length > 0)
    found.push({
      key: 'jobs',
      tone: 'warn',
      message: `${counted(failedJobs.length, 'import or other job', 'imports and other jobs')} failed in the last day.`,
      meaning: 'The catalogue and the models are as they were before.',
      mend: 'See each for its reason.',
      to: failedJobs.length === 1 ? `/catalogue/jobs/${failedJobs[0].id}` : '/catalogue',
    });
  return found.sort((a, b) => Number(b.tone === 'bad') - Number(a.tone === 'bad'));
}
