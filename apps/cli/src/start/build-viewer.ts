import { createHash } from 'node:crypto';
import { glob, readFile, writeFile } from 'node:fs/promises';
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

/** Builds the viewer into `dist/viewer` if its sources changed since the last build; gives the folder. */
export async function buildViewer(): Promise<string> {
  const folder = join(repository, 'dist', 'viewer');
  const stamp = join(repository, 'dist', 'viewer.sha256');
  const hash = await sourceHash();
  if ((await readFile(stamp, 'utf8').catch(() => '')) === hash) return folder;
  say('Building the viewer (once after every change; under a minute) ...');
  const { build } = await import('vite');
  await build({ configFile: join(repository, 'vite.config.ts'), logLevel: 'warn' });
  await compressFolder(folder);
  await writeFile(stamp, hash);
  return folder;
}
