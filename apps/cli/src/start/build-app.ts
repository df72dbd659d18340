import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, glob, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { repository } from '../repository.ts';
import { say } from '../say.ts';

const program = fileURLToPath(new URL('./build-program.ts', import.meta.url));

const sharedSources = ['packages/*/src/**/*', 'packages/*/public/**/*', 'vite.app.ts', 'package-lock.json'];

/** What each app is built from, beside what both are. */
const ownSources = {
  viewer: ['apps/viewer/**/*', 'worker/**/*'],
  console: ['apps/console/**/*'],
} as const;

export type AppName = keyof typeof ownSources;

/** SHA-256 over names and contents of everything the build reads. */
async function sourceHash(app: AppName): Promise<string> {
  const paths: string[] = [];
  const sources = [...ownSources[app], ...sharedSources];
  for await (const entry of glob(sources, { cwd: repository, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && !/node_modules|\.test\.tsx?$/.test(path)) paths.push(path);
  }
  const hash = createHash('sha256');
  for (const path of paths.sort()) hash.update(path.slice(repository.length)).update(await readFile(path));
  return hash.digest('hex');
}

/**
 * Builds an app into a folder named after what it was built from, unless it is there; gives the folder. Several processes
 * may build at once: each builds apart, and the first to finish gives the folder that all of them use.
 */
export async function buildApp(app: AppName, builds = join(repository, 'dist', app)): Promise<string> {
  const name = (await sourceHash(app)).slice(0, 16);
  const folder = join(builds, name);
  if (await isThere(folder)) return folder;
  say(`Building the ${app} (once after every change; under a minute) ...`);
  await mkdir(builds, { recursive: true });
  const own = await mkdtemp(join(builds, 'unfinished-'));
  try {
    const outDir = join(own, app);
    // Whoever starts the product with another NODE_ENV, as test runners do, would get a build for development.
    const env = { ...process.env, NODE_ENV: 'production' };
    await promisify(execFile)(process.execPath, [program, app, outDir], { cwd: repository, env });
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
