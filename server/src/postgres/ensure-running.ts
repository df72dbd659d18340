import { cp, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ParlourError } from '@parlour/wire';
import { Client } from 'pg';
import type { DatabaseAddress } from '../database/connect.ts';
import { type BinariesSearch, findBinaries } from './find-binaries.ts';
import { initialise } from './initialise.ts';
import type { InstanceHome } from './instance-home.ts';
import { type Launched, launch, type PostgresSettings } from './launch.ts';
import { chooseBinaries, type PostgresBinaries } from './postgres-binaries.ts';
import { canReach } from './postgres-owner.ts';
import { findPostmaster, type Postmaster, removeStaleLocks } from './postmaster.ts';

/** Milliseconds that a start may take: after a crash it first replays what was not yet in its files. */
const patience = 120_000;

/** Database of ours in the instance. */
const database = 'parlour';

/**
 * Has the instance run and answer, whatever state it is found in: never made, stopped, crashed, starting, running.
 * Several may do so at once; PostgreSQL's own lock on the data folder lets one start it, and the others join.
 */
export async function ensureRunning(
  home: InstanceHome,
  search: BinariesSearch,
  settings: PostgresSettings,
): Promise<DatabaseAddress> {
  const deadline = performance.now() + patience;
  let launched: Launched | undefined;
  while (performance.now() < deadline) {
    const running = await findPostmaster(home.data);
    if (running) {
      const address = await addressOf(home, running);
      if (await answers(address)) return { ...address, database };
    } else if (!launched || launched.end()) {
      if (launched?.end() === 'failed' && (await isHopeless(home))) break;
      await removeStaleLocks(home);
      launched = await start(home, search, settings);
    }
    await pause(20);
  }
  throw await notStarted(home);
}

async function start(
  home: InstanceHome,
  search: BinariesSearch,
  settings: PostgresSettings,
): Promise<Launched> {
  const made = await readFile(join(home.data, 'PG_VERSION'), 'utf8').catch(() => undefined);
  const chosen = chooseBinaries(await findBinaries(search), made === undefined ? undefined : Number(made));
  const binaries = await withinReach(home, chosen);
  if (made === undefined) await initialise(home, binaries);
  return launch(home, binaries, settings);
}

/** Binaries that the instance's user can run: those, or a copy beside the data where npm's lie in a closed folder. */
async function withinReach(home: InstanceHome, binaries: PostgresBinaries): Promise<PostgresBinaries> {
  if (!home.owner || binaries.origin === 'machine') return binaries;
  if (await canReach(join(binaries.folder, 'postgres'), home.owner)) return binaries;
  const copy = join(home.folder, `binaries-${binaries.major}`);
  const draft = `${copy}-${process.pid}`;
  await cp(dirname(binaries.folder), draft, { recursive: true, verbatimSymlinks: true });
  await rename(draft, copy).catch(() => rm(draft, { recursive: true, force: true }));
  return { ...binaries, folder: join(copy, basename(binaries.folder)) };
}

async function addressOf(home: InstanceHome, running: Postmaster): Promise<DatabaseAddress> {
  const password = await readFile(home.password, 'utf8');
  const host = running.socket === '' ? '127.0.0.1' : running.socket;
  return { host, port: running.port, user: 'parlour', password };
}

/** Whether it takes connections, with our database in it. */
async function answers(address: DatabaseAddress): Promise<boolean> {
  const client = new Client({ ...address, database: 'postgres', connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database]);
    // Of two that make it at once one fails, and finds it when it looks again.
    if (rowCount === 0) await client.query(`create database ${database}`);
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Last words of the instance's log. */
const lastWords = async (home: InstanceHome) =>
  (await readFile(home.log, 'utf8').catch(() => '')).trim().split('\n').slice(-3).join('\n');

/**
 * Whether it is no use to start it again. It is where another just started it, or where processes of one that was
 * killed still hold its memory for a moment.
 */
async function isHopeless(home: InstanceHome): Promise<boolean> {
  return !/lock file "[^"]*" already exists|pre-existing shared memory block/.test(await lastWords(home));
}

async function notStarted(home: InstanceHome): Promise<ParlourError> {
  return new ParlourError('postgres/not-started', {
    message: `The database did not start. Its last words: ${await lastWords(home)}`,
    meaning: 'Parlour was not started; nothing was lost.',
    mend: `Its log is ${home.log}. Mend what it names (often a full disk), then start again.`,
  });
}
