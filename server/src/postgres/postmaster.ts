import { execFile } from 'node:child_process';
import { readdir, readFile, readlink, realpath, rm } from 'node:fs/promises';
import { platform } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What `postmaster.pid` says (PostgreSQL, `src/include/utils/pidfile.h`): the running server of a data folder. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** Folder of its Unix socket, empty if it has none. */
  readonly socket: string;
  readonly listenAddress: string;
}

/** Reads the lines of a `postmaster.pid`; undefined where it is half-written. */
export function parsePostmaster(text: string): Postmaster | undefined {
  const lines = text.split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  if (!Number.isInteger(pid) || pid <= 0 || !Number.isInteger(port) || port <= 0) return undefined;
  if (lines.length < 7) return undefined;
  return { pid, port, socket: (lines[4] ?? '').trim(), listenAddress: (lines[5] ?? '').trim() };
}

/** The server that runs on `data`, or undefined. A file that a crash left behind, of whomever, is no server. */
export async function findPostmaster(data: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '');
  const postmaster = parsePostmaster(text);
  return postmaster && (await isPostmasterOf(data, postmaster.pid)) ? postmaster : undefined;
}

/**
 * Removes lock files that a killed server left and whose number now belongs to some other program, for which PostgreSQL
 * would hold back for ever (in a container the numbers soon come again). Never those of a server that lives.
 */
export async function removeStaleLocks(home: {
  readonly data: string;
  readonly socket: string;
}): Promise<void> {
  const sockets = (await readdir(home.socket)).filter((name) => name.endsWith('.lock'));
  for (const path of [join(home.data, 'postmaster.pid'), ...sockets.map((name) => join(home.socket, name))]) {
    const pid = Number.parseInt(await readFile(path, 'utf8').catch(() => ''), 10);
    if (!(pid > 0) || !isAlive(pid) || (await isPostmasterOf(home.data, pid))) continue;
    await rm(path, { force: true });
  }
}

/** Whether a process of that number lives (as anybody's). */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function isPostmasterOf(data: string, pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false;
  // A server works in its data folder. One that is dead and not yet buried works nowhere.
  if (platform() === 'linux') {
    const folder = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
    return folder === (await realpath(data));
  }
  const named = await run('ps', ['-o', 'comm=', '-p', String(pid)]).catch(() => undefined);
  return named?.stdout.includes('postgres') ?? false;
}
