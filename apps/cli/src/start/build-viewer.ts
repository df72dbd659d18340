import { createHash } from 'node:crypto';
import { access, glob, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from '../repository.ts';
import { say } from '../say.ts';
import { compressFolder } from './compress-folder.ts';

const sources = [
  'apps/viewer/**/*',
  'packages/*/src/**/*',
  'worker/**/*',
  'vite.config.ts',
  'package-lock.json',
];

/** SHA-256 over names and contents of everything the build reads. */
async function sourceHash(): Promise<string> {
  const paths: string[] = [];
  for await (const entry of glob(sources, { cwd: repository, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && !/node_modules|\.test\.tsx?$/.test(path)) paths.push(path);
  }
  const hash = createHash('sha256');
  for (const path of paths.sort()) hash.update(path.slice(repository.length)).update(await readFile(path));
  return hash.digest('hex');
}

/**
 * Builds the viewer into a folder named after what it was built from, unless it is there; gives the folder. Several
 * processes may build at once: each builds apart, and the first to finish gives the folder that all of them use.
 */
export async function buildViewer(builds = join(repository, 'dist', 'viewer')): Promise<string> {
  const name = (await sourceHash()).slice(0, 16);
  const folder = join(builds, name);
  if (await isThere(folder)) return folder;
  say('Building the viewer (once after every change; under a minute) ...');
  await mkdir(builds, { recursive: true });
  const own = await mkdtemp(join(builds, 'unfinished-'));
  try {
    const { build } = await import('vite');
    const outDir = join(own, 'viewer');
    await build({ configFile: join(repository, 'vite.config.ts'), logLevel: 'warn', build: { outDir } });
    await compressFolder(outDir);
    await rename(outDir, folder).catch(async (error: unknown) => {
      if (!(await isThere(folder))) throw error;
    });
  } finally {
    await rm(own, { recursive: true, force: true });
  }
  return folder;
}

const isThere = (folder: string): Promise<boolean> =>
  access(folder).then(
    () => true,
    () => false,
  );
