import { execFile } from 'node:child_process';
import { access, glob, realpath } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { npmBinaries } from './npm-binaries.ts';
import { type PostgresBinaries, parseMajor } from './postgres-binaries.ts';

const run = promisify(execFile);

/** Where binaries may be looked for. */
export interface BinariesSearch {
  /** `PATH`: folders to look in, and where `pg_config` is. */
  readonly path?: string;
  /** One folder that is to be used and no other (an operator's choice). */
  readonly only?: string;
}

/** All PostgreSQL installations of this machine and of npm that can both make and run a database. */
export async function findBinaries({ path = '', only }: BinariesSearch): Promise<PostgresBinaries[]> {
  if (only) return read([only], 'machine');
  const folders = path.split(delimiter).filter((folder) => folder !== '');
  const config = await run('pg_config', ['--bindir'], { env: { PATH: path } }).catch(() => undefined);
  if (config) folders.push(config.stdout.trim());
  for await (const folder of glob('/usr/lib/postgresql/*/bin')) folders.push(folder);
  const native = await npmBinaries();
  return [...(await read(folders, 'machine')), ...(native ? await read([join(native, 'bin')], 'npm') : [])];
}

async function read(
  folders: readonly string[],
  origin: PostgresBinaries['origin'],
): Promise<PostgresBinaries[]> {
  const found = new Map<string, PostgresBinaries>();
  for (const named of folders) {
    // Distributions link single programs into PATH; the rest lies beside what the link means.
    const folder = await realpath(join(named, 'postgres')).then(dirname, () => undefined);
    if (!folder || found.has(folder)) continue;
    const complete = await access(join(folder, 'initdb')).then(
      () => true,
      () => false,
    );
    if (!complete) continue;
    const version = await run(join(folder, 'postgres'), ['--version']).catch(() => undefined);
    const major = version && parseMajor(version.stdout);
    if (major !== undefined) found.set(folder, { folder, major, origin });
  }
  return [...found.values()];
}
