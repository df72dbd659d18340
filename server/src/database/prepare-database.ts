import { setTimeout as pause } from 'node:timers/promises';
import { ParlourError } from '@parlour/wire';
import { Client } from 'pg';
import { oldestMajor } from '../postgres/postgres-binaries.ts';
import { isDatabaseAway } from '../problems/is-database-away.ts';
import type { DatabaseAddress } from './connect.ts';
import { migrate } from './migrate.ts';

export interface PrepareOptions {
  /** Milliseconds to wait for a database that does not answer yet (default 60,000). */
  readonly patience?: number;
  /** Called once when it has to be waited for. */
  readonly onWait?: () => void;
}

/**
 * Waits for the database, checks that it is new enough, and migrates it: what every process does before it works.
 *
 * @throws ParlourError `database/away`, `database/refused`, `database/too-old`.
 */
export async function prepareDatabase(address: DatabaseAddress, options: PrepareOptions = {}): Promise<void> {
  const deadline = performance.now() + (options.patience ?? 60_000);
  for (let tries = 0; ; tries += 1) {
    try {
      await checkVersion(address);
      await migrate(address);
      return;
    } catch (error) {
      if (!isDatabaseAway(error) && !hasCode(error, /^ECONN|^ENOENT/)) throw refused(error);
      if (performance.now() > deadline) throw away(error);
      if (tries === 0) options.onWait?.();
      await pause(250);
    }
  }
}

async function checkVersion(address: DatabaseAddress): Promise<void> {
  const client = new Client({ ...address, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number }>(
      "select current_setting('server_version_num')::int / 10000 as version",
    );
    const version = rows[0]?.version ?? 0;
    if (version < oldestMajor) throw tooOld(version);
  } finally {
    await client.end().catch(() => undefined);
  }
}

const hasCode = (error: unknown, form: RegExp) =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && form.test(error.code);

const tooOld = (version: number) =>
  new ParlourError('database/too-old', {
    message: `The database is PostgreSQL ${version}.`,
    meaning: 'Parlour was not started; nothing was changed.',
    mend: `Name a PostgreSQL ${oldestMajor} or newer in DATABASE_URL.`,
  });

const away = (cause: unknown) =>
  new ParlourError(
    'database/away',
    {
      message: 'The database does not answer.',
      meaning: 'Parlour was not started.',
      mend: 'See that it runs and that DATABASE_URL names it, then start again.',
    },
    { cause },
  );

/** Wrong password, no such database, no right to make tables: PostgreSQL's class 28, 3D and 42501. */
function refused(error: unknown): unknown {
  if (!hasCode(error, /^(28|3D|42501)/)) return error;
  return new ParlourError(
    'database/refused',
    {
      message: `The database refused us: ${error instanceof Error ? error.message : String(error)}.`,
      meaning: 'Parlour was not started.',
      mend: 'Check user, password and database in DATABASE_URL; the user must be allowed to make tables.',
    },
    { cause: error },
  );
}
