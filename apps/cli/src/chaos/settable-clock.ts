import { access, chmod, glob, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const preloads = ['/usr/lib/*/faketime/libfaketimeMT.so.1', '/usr/local/lib/faketime/libfaketimeMT.so.1'];

/** A wall clock that a test sets, for processes and for PostgreSQL alike; how time passes stays as it is. */
export interface SettableClock {
  /** Of the processes that are to live by it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Binaries of a PostgreSQL that lives by it. */
  readonly postgresBinaries: string;
  /** Sets it so many hours from the machine's. */
  set(hours: number): Promise<void>;
  remove(): Promise<void>;
}

/** @param binaries folder of PostgreSQL's own. @returns undefined where libfaketime is not installed. */
export async function settableClock(binaries: string): Promise<SettableClock | undefined> {
  const preload = (await Array.fromAsync(glob(preloads)))[0];
  if (preload === undefined) return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'parlour-clock-'));
  const file = join(folder, 'offset');
  const environment = {
    LD_PRELOAD: preload,
    FAKETIME_TIMESTAMP_FILE: file,
    FAKETIME_NO_CACHE: '1',
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
    FAKETIME_DONT_RESET: '1',
  };
  const set = async (hours: number) => {
    await writeFile(`${file}.new`, `${hours < 0 ? '' : '+'}${hours * 3_600}`, { mode: 0o644 });
    await rename(`${file}.new`, file);
  };
  await chmod(folder, 0o755);
  await set(0);
  const wrapped = join(folder, 'bin');
  await mkdir(wrapped);
  const settings = Object.entries(environment).map(([name, value]) => `${name}='${value}'`);
  for (const program of ['postgres', 'initdb']) {
    await access(join(binaries, program));
    const lines = ['#!/bin/sh', `${settings.join(' ')} exec '${join(binaries, program)}' "$@"`, ''];
    await writeFile(join(wrapped, program), lines.join('\n'), { mode: 0o755 });
  }
  return {
    environment,
    postgresBinaries: wrapped,
    set,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
