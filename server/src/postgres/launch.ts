import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { InstanceHome } from './instance-home.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';

/** Bytes that the path of a Unix socket may have on Linux (`sun_path`, less the closing zero). */
const longestSocketPath = 107;
/** Name of the socket in its folder; the number is not a port of the network. */
const socketPort = 5432;

/** A server that was started, until it ends. */
export interface Launched {
  /** Whether it ended, and if so whether by its own wish. */
  end(): 'wished' | 'failed' | undefined;
}

/** PostgreSQL's settings (`postgres -c name=value`). */
export type PostgresSettings = Readonly<Record<string, string>>;

/**
 * What every instance of ours is told. Without the details of errors and the statements that failed, its log holds
 * no keys and no rows.
 */
const settings: PostgresSettings = {
  unix_socket_permissions: '0700',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  timezone: 'UTC',
};

/**
 * Starts a server on the home's data folder, on the socket in it, or, where that path is too long, on a free port of
 * the loopback. It is a process group of its own: a key pressed at the terminal does not reach it before us.
 */
export async function launch(
  home: InstanceHome,
  binaries: PostgresBinaries,
  more: PostgresSettings,
): Promise<Launched> {
  const fits = Buffer.byteLength(join(home.socket, `.s.PGSQL.${socketPort}`)) <= longestSocketPath;
  const address = fits
    ? { listen_addresses: '', unix_socket_directories: home.socket, port: String(socketPort) }
    : {
        listen_addresses: '127.0.0.1',
        unix_socket_directories: '',
        port: String(await freePort()),
      };
  const options = Object.entries({ ...settings, ...more, ...address });
  const log = await open(home.log, 'a', 0o600);
  try {
    const child = spawn(
      join(binaries.folder, 'postgres'),
      ['-D', home.data, ...options.flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      {
        cwd: home.folder,
        env: { LC_ALL: 'C', TZ: 'UTC' },
        detached: true,
        stdio: ['ignore', log.fd, log.fd],
        ...home.owner,
      },
    );
    child.unref();
    let end: 'wished' | 'failed' | undefined;
    child.once('exit', (code) => {
      end = code === 0 ? 'wished' : 'failed';
    });
    // A program that cannot be run at all has no exit.
    child.once('error', () => {
      end = 'failed';
    });
    return { end: () => end };
  } finally {
    await log.close();
  }
}

/** A free port of the loopback, below those that systems give to outgoing connections (32768-60999). */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const probe = createServer();
    const taken = once(probe, 'error').then(() => true);
    const free = once(probe.listen(port, '127.0.0.1'), 'listening').then(() => false);
    const isTaken = await Promise.race([taken, free]);
    probe.close();
    if (!isTaken) return port;
  }
}
