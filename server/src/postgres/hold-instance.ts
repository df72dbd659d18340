import { setTimeout as pause } from 'node:timers/promises';
import { ParlourError } from '@parlour/wire';
import { Client } from 'pg';
import type { DatabaseAddress } from '../database/connect.ts';
import { stopPostmaster } from './stop-postmaster.ts';

/** A PostgreSQL of our own that runs for as long as somebody uses it, and is started again when it dies. */
export interface OwnInstance {
  readonly address: DatabaseAddress;
  /** Lets go of it; whoever does so last stops it. */
  leave(): Promise<void>;
}

interface Holding {
  /** The instance's data folder. */
  readonly data: string;
  /** Has the instance run, and gives its address. */
  readonly start: () => Promise<DatabaseAddress>;
  readonly alone: boolean;
  readonly keep: boolean;
}

/** Advisory locks of the instance (two-number form, so that they are no other's): all who use it share `present`. */
const room = 0x7061726c;
const locks = { present: 1, alone: 2, leaving: 3 };

/** Milliseconds before another try at an instance that does not come back. */
const betweenTries = 1_000;

/** Joins the instance, watches over it and starts it again when it dies. */
export async function holdInstance(holding: Holding): Promise<OwnInstance> {
  const leaving = new AbortController();
  const first = await join(holding);
  let client = first.client;
  const watching = watch();

  async function watch(): Promise<void> {
    while (!leaving.signal.aborted) {
      await ended(client, leaving.signal);
      if (leaving.signal.aborted) return;
      const next = await join(holding).catch(() => undefined);
      if (next) client = next.client;
      else await pause(betweenTries, undefined, { signal: leaving.signal }).catch(() => undefined);
    }
  }

  return {
    address: first.address,
    async leave() {
      leaving.abort();
      await watching;
      const isLast = !holding.keep && (await isLastToLeave(client));
      if (isLast) await stopPostmaster(holding.data);
      await client.end().catch(() => undefined);
    },
  };
}

async function join(holding: Holding): Promise<{ client: Client; address: DatabaseAddress }> {
  for (;;) {
    const address = await holding.start();
    const client = new Client({ ...address, application_name: 'parlour instance', keepAlive: true });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('select pg_advisory_lock_shared($1, $2)', [room, locks.present]);
      if (holding.alone && !(await tryLock(client, locks.alone))) throw inUse();
      return { client, address };
    } catch (error) {
      await client.end().catch(() => undefined);
      // Anything else: the last one to leave stopped it just now, so it is to be started again.
      if (error instanceof ParlourError) throw error;
    }
  }
}

/** Resolves when the connection has ended, however, or when `signal` says that it matters no more. */
function ended(client: Client, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    client.once('end', resolve);
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

async function tryLock(client: Client, key: number): Promise<boolean> {
  const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1, $2) as got', [
    room,
    key,
  ]);
  return rows[0]?.got ?? false;
}

/** Those who leave do so one after the other, or two would each take the other for one who stays. */
async function isLastToLeave(client: Client): Promise<boolean> {
  try {
    await client.query('select pg_advisory_lock($1, $2)', [room, locks.leaving]);
    if (await tryLock(client, locks.present)) return true;
    // A session that ends drops its locks in no order: this one has to go before the other lets the next one look.
    await client.query('select pg_advisory_unlock_shared($1, $2)', [room, locks.present]);
    return false;
  } catch {
    return false;
  }
}

const inUse = () =>
  new ParlourError('postgres/in-use', {
    message: 'Parlour already runs on this data folder.',
    meaning: 'It was not started a second time; the one that runs goes on.',
    mend: 'Use that one, stop it first, or give another folder with --data.',
  });
