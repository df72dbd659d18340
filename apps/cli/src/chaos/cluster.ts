import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { connect, type Database } from '@parlour/server';
import { type ControlledPostgres, controlledPostgres } from '@parlour/server/testing';
import { openDataFolder } from '../data-folder.ts';
import { type OperatorClient, operatorClient } from '../operator/operator-client.ts';
import { readOperatorCredential } from '../start/operator-credential.ts';
import { type Part, part } from './part.ts';

/** Two replicas and two queue workers as real processes, on a PostgreSQL of their own. */
export interface Cluster {
  readonly replicas: readonly Part[];
  readonly workers: readonly Part[];
  readonly postgres: ControlledPostgres;
  /** The data folder that all of them share. */
  readonly data: string;
  /** Of each replica's API, ending in a slash. */
  readonly bases: readonly string[];
  readonly operator: OperatorClient;
  /** For the test itself to look. */
  readonly database: Database;
  /** One after the other: nobody kills what another is just starting again. */
  exclusively(work: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

export interface ClusterOptions {
  /** Where the database lies, if not in a folder of its own. */
  readonly postgresFolder?: string;
  readonly postgresBinaries?: string;
  /** Of replicas and workers. */
  readonly environment?: Readonly<Record<string, string>>;
}

export async function cluster(options: ClusterOptions = {}): Promise<Cluster> {
  const data = await mkdtemp(join(tmpdir(), 'parlour-chaos-'));
  await chmod(data, 0o711);
  const postgres = await controlledPostgres({
    folder: options.postgresFolder ?? join(data, 'pg'),
    ...(options.postgresBinaries && { binaries: options.postgresBinaries }),
  });
  const address = await postgres.start();
  const environment = { ...options.environment, DATABASE_URL: urlOf(address) };
  const ports = [await freePort(), await freePort()];
  const replicas = ports.map((port) =>
    part('server', ['--data', data, '--port', String(port), '--host', '127.0.0.1'], environment),
  );
  const workers = [1, 2].map(() => part('queue', ['--data', data], environment));
  // The first makes what all need; the others find it.
  await replicas[0].start();
  await Promise.all([replicas[1], ...workers].map((each) => each.start()));
  const database = connect(address);
  let turn: Promise<unknown> = Promise.resolve();
  const url = `http://127.0.0.1:${ports[0]}`;
  return {
    replicas,
    workers,
    postgres,
    data,
    bases: ports.map((port) => `http://127.0.0.1:${port}/api/`),
    operator: operatorClient(url, await readOperatorCredential(await openDataFolder(data))),
    database,
    exclusively(work) {
      const done = turn.then(work);
      turn = done.catch(() => undefined);
      return done;
    },
    async close() {
      await Promise.all([...replicas, ...workers].map((each) => each.kill()));
      await database.$client.end();
      await postgres.stop();
      await rm(data, { recursive: true, force: true });
    },
  };
}

function urlOf({ host, port, user, password, database }: Awaited<ReturnType<ControlledPostgres['start']>>) {
  const secret = typeof password === 'string' ? password : '';
  return `postgres://${user}:${secret}@/${database}?host=${encodeURIComponent(String(host))}&port=${port}`;
}

/** Below those that systems give to outgoing connections (32768-60999). */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + (randomBytes(2).readUInt16LE() % 12_000);
    const probe = createServer();
    const isFree = once(probe.listen(port, '127.0.0.1'), 'listening').then(
      () => true,
      () => false,
    );
    const free = await isFree;
    probe.close();
    if (free) return port;
  }
}
