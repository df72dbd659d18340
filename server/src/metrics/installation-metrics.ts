import { statfs } from 'node:fs/promises';
import { Counter, Gauge, type Registry } from 'prom-client';
import type { Database } from '../database/connect.ts';
import { installationStanding, type InstallationStanding } from './installation-standing.ts';

export interface MeasuredInstallation {
  readonly database: Database;
  /** A folder on the disk whose free space counts; none: not shown. */
  readonly folder?: string;
}

/** Milliseconds that what the database said is good for: several scrapers cost it no more than one. */
const goodFor = 2_000;

/** Shown from the first scrape on: a counter that begins at 1 has not risen, and no alert would tell of the first. */
const usualEnds = [
  { outcome: 'released', reason: 'none' },
  ...['too-few-answers', 'wrong-secret', 'implausible-sum', 'by-operator'].map((reason) => ({
    outcome: 'aborted',
    reason,
  })),
] as const;

/**
 * What the database knows, as metrics read at each scrape. They are of the whole installation and the same from every
 * replica: take their maximum, never their sum. While the database is away `parlour_database_up` is 0 and the rest is not
 * there.
 */
export function measureInstallation(registry: Registry, { database, folder }: MeasuredInstallation): void {
  let asked: { at: number; standing: Promise<InstallationStanding | undefined> } | undefined;
  const standing = () => {
    if (asked === undefined || performance.now() - asked.at > goodFor) {
      asked = {
        at: performance.now(),
        standing: installationStanding(database).catch(() => undefined),
      };
    }
    return asked.standing;
  };
  const shown = (
    name: string,
    help: string,
    labelNames: readonly string[],
    values: (now: InstallationStanding) => readonly (readonly [Record<string, string>, number])[],
    Kind: typeof Gauge<string> | typeof Counter<string> = Gauge<string>,
  ) =>
    new Kind({
      name,
      help,
      labelNames: [...labelNames],
      registers: [registry],
      async collect(this: Gauge<string> | Counter<string>) {
        const now = await standing();
        this.reset();
        // A metric without labels is set back to 0, which would be a figure.
        if (now === undefined && labelNames.length === 0) this.remove();
        if (now) for (const [labels, value] of values(now)) this.inc(labels, value);
      },
    });

  shown('parlour_rounds_open', 'Rounds under way, by phase', ['phase'], ({ openRounds }) =>
    openRounds.map(({ phase, rounds }) => [{ phase }, rounds]),
  );
  shown(
    'parlour_rounds_ended_total',
    'Rounds that ended, by outcome and, where there is no sum, why',
    ['outcome', 'reason'],
    ({ endedRounds }) => [
      ...usualEnds.map((end): [Record<string, string>, number] => [end, 0]),
      ...endedRounds.map(({ outcome, reason, rounds }): [Record<string, string>, number] => [
        { outcome, reason },
        rounds,
      ]),
    ],
    Counter<string>,
  );
  shown('parlour_devices_waiting', 'Devices that wait for a round', [], ({ devicesWaiting }) => [
    [{}, devicesWaiting],
  ]);
  shown(
    'parlour_queue_jobs',
    'Jobs of the queue: ready, running, later, failed for good',
    ['state'],
    ({ queue: { ready, running, later, failed } }) =>
      Object.entries({ ready, running, later, failed: failed.reduce((sum, { jobs }) => sum + jobs, 0) }).map(
        ([state, count]) => [{ state }, count],
      ),
  );
  shown('parlour_queue_oldest_ready_seconds', 'Age of the oldest job that nobody has begun', [], (now) => [
    [{}, now.queue.oldestReadySeconds],
  ]);
  shown('parlour_database_bytes', 'Size of the database', [], (now) => [[{}, now.database.bytes]]);
  shown('parlour_database_connections', 'Connections to the database, of everybody', [], (now) => [
    [{}, now.database.connections],
  ]);
  new Gauge({
    name: 'parlour_database_up',
    help: '1 if the database answers this process, else 0',
    registers: [registry],
    async collect() {
      this.set((await standing()) === undefined ? 0 : 1);
    },
  });
  if (folder !== undefined) {
    new Gauge({
      name: 'parlour_disk_free_bytes',
      help: 'Space left where this process keeps its files',
      registers: [registry],
      async collect() {
        const { bavail, bsize } = await statfs(folder);
        this.set(bavail * bsize);
      },
    });
  }
}
