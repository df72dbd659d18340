import { Command } from 'commander';
import {
  connectOperator,
  moment,
  operatorCommand,
  type OperatorOptions,
  show,
} from '../operator/operator-command.ts';

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;

/** `parlour health`: queue, database, disk and processes, as the console shows them. */
export const healthCommand = (): Command =>
  operatorCommand(new Command(), 'health', 'queue, database, disk, servers and queue workers').action(
    async (options: OperatorOptions) => {
      const health = await (await connectOperator(options)).ask('GET /api/operator/health');
      const { queue, database, disk, processes } = health;
      const { migration } = database;
      show(options, health, [
        [
          'queue',
          `${queue.depth} waiting`,
          `oldest ${queue.oldestMs} ms`,
          `${queue.running} running`,
          `${queue.later} later`,
          `${queue.retrying} to be tried again`,
        ],
        ...queue.failed.map(({ task, jobs, lastAt }) => [
          'given up',
          task,
          `${jobs} jobs`,
          `last ${moment(lastAt)}`,
        ]),
        [
          'database',
          gigabytes(database.bytes),
          `${database.connections} of ${database.mostConnections} connections`,
          `PostgreSQL ${database.version}`,
        ],
        ['migration', migration.name, `${migration.applied} applied`, `${migration.missing} missing`],
        ['disk', `${gigabytes(disk.freeBytes)} free of ${gigabytes(disk.bytes)}`],
        ...processes.map(({ kind, host, pid, version, since }) => [
          kind,
          host,
          `pid ${pid}`,
          version,
          `since ${moment(since)}`,
        ]),
      ]);
    },
  );
