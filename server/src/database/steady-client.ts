import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { DatabaseAddress } from './connect.ts';

/** One connection that comes back by itself after the database was away. */
export interface SteadyClient {
  /** The open connection, or undefined while there is none. */
  current(): Client | undefined;
  close(): Promise<void>;
}

/** Milliseconds between tries, doubled from the first to the second. */
const tries = { first: 50, longest: 2_000 };
/** Milliseconds between questions whether the other end still lives, and how long it may think about them. */
const pulse = { every: 15_000, limit: 10_000 };

/**
 * Opens a connection of its own, outside any pool, for what belongs to a session: LISTEN and advisory locks. `prepare`
 * runs on each new one before it counts as open; `isReturn` tells the first from the others.
 *
 * @throws what the first try throws; later failures are tried again for ever.
 */
export async function steadyClient(
  address: DatabaseAddress,
  prepare: (client: Client, isReturn: boolean) => Promise<void>,
): Promise<SteadyClient> {
  const closing = new AbortController();
  let client: Client | undefined = await open(address, (one) => prepare(one, false));
  const keeping = keep(client);

  async function keep(first: Client): Promise<void> {
    let open: Client | undefined = first;
    let delay = tries.first;
    while (!closing.signal.aborted) {
      if (open) {
        await lost(open, closing.signal);
        client = undefined;
        await open.end().catch(() => undefined);
        delay = tries.first;
      } else {
        await pause(delay, undefined, { signal: closing.signal }).catch(() => undefined);
        delay = Math.min(2 * delay, tries.longest);
      }
      if (closing.signal.aborted) return;
      open = await openAgain();
      client = open;
    }
  }

  const openAgain = () => open(address, (one) => prepare(one, true)).catch(() => undefined);

  return {
    current: () => client,
    async close() {
      closing.abort();
      await keeping;
      await client?.end().catch(() => undefined);
    },
  };
}

async function open(address: DatabaseAddress, prepare: (client: Client) => Promise<void>): Promise<Client> {
  const client = new Client({
    ...address,
    application_name: 'parlour steady',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await prepare(client);
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

/** Resolves when the connection has ended or answers no more, or when `signal` says that it matters no more. */
async function lost(client: Client, signal: AbortSignal): Promise<void> {
  const over = new AbortController();
  const end = () => over.abort();
  client.once('end', end);
  signal.addEventListener('abort', end, { once: true });
  try {
    while (!over.signal.aborted) {
      await pause(pulse.every, undefined, { signal: over.signal, ref: false });
      const silent = pause(pulse.limit, 'silent', { signal: over.signal, ref: false });
      if ((await Promise.race([client.query('select'), silent])) === 'silent') return;
    }
  } catch {
    // Either it is over, or the question failed because it is.
  } finally {
    client.off('end', end);
    signal.removeEventListener('abort', end);
    over.abort();
  }
}
