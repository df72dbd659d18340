import { mkdir, mkdtemp, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findBinaries } from './find-binaries.ts';
import { linkLibraries, npmBinaries } from './npm-binaries.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parlour-binaries-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the search for binaries', () => {
  it('finds a complete installation in PATH, by its version, and no half one', async () => {
    for (const [name, programs] of Object.entries({ whole: ['postgres', 'initdb'], half: ['postgres'] })) {
      await mkdir(join(folder, name));
      for (const program of programs) {
        const script = '#!/bin/sh\necho "postgres (PostgreSQL) 16.2"\n';
        await writeFile(join(folder, name, program), script, { mode: 0o755 });
      }
    }
    const found = await findBinaries({ path: `${join(folder, 'half')}:${join(folder, 'whole')}` });
    expect(found).toContainEqual({ folder: join(folder, 'whole'), major: 16, origin: 'machine' });
    expect(found.filter((one) => one.folder === join(folder, 'half'))).toEqual([]);
  });

  it("finds npm's, which run on this machine", async () => {
    const found = await findBinaries({});
    expect(found).toContainEqual(expect.objectContaining({ origin: 'npm', major: 18 }));
    const native = (await npmBinaries()) ?? '';
    expect(found.find(({ origin }) => origin === 'npm')?.folder).toBe(join(native, 'bin'));
  });

  it('looks nowhere else where one folder is named', async () => {
    expect(await findBinaries({ path: process.env.PATH, only: folder })).toEqual([]);
  });
});

describe("npm's libraries", () => {
  it('get the links that an installation without scripts lacks', async () => {
    const native = join(folder, 'native');
    await mkdir(join(native, 'lib'), { recursive: true });
    await writeFile(join(native, 'lib', 'libx.so.1.2'), 'code');
    const links = [{ source: 'native/lib/libx.so.1.2', target: 'native/lib/libx.so.1' }];
    await writeFile(join(native, 'pg-symlinks.json'), JSON.stringify(links));
    await linkLibraries(native);
    await linkLibraries(native);
    expect(await readlink(join(native, 'lib', 'libx.so.1'))).toBe('libx.so.1.2');
    expect(await readFile(join(native, 'lib', 'libx.so.1'), 'utf8')).toBe('code');
  });
});
