import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { access, chown, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { ParlourError } from '@parlour/wire';
import { giveTo, type InstanceHome } from './instance-home.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { namedOwner } from './postgres-owner.ts';

const run = promisify(execFile);

/**
 * Makes the data folder (`initdb`) with one superuser `parlour` and a random password. It appears whole or not at
 * all: whoever is killed half-way leaves a folder that nobody looks at, and of two at once one wins.
 *
 * @throws ParlourError `postgres/not-made` with what `initdb` said.
 */
export async function initialise(home: InstanceHome, binaries: PostgresBinaries): Promise<void> {
  const draft = await mkdtemp(join(home.folder, 'new-'));
  const maker = home.owner && (await namedOwner());
  const data = join(draft, 'data');
  const passwordFile = join(draft, 'password');
  const password = randomBytes(24).toString('base64url');
  await mkdir(data, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (maker) for (const path of [draft, data, passwordFile]) await chown(path, maker.uid, maker.gid);
  try {
    const options = ['--username=parlour', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
    const kind = ['--encoding=UTF8', '--locale=C', '--data-checksums', '--no-instructions'];
    await run(join(binaries.folder, 'initdb'), ['--pgdata', data, ...options, ...kind], {
      cwd: draft,
      env: { LC_ALL: 'C', PATH: binaries.folder },
      ...maker,
    });
    if (home.owner) await giveTo(home.owner, data);
    // Inside the data folder, so that folder and password come to be in one step.
    await writeFile(join(data, basename(home.password)), password, { mode: 0o600 });
    await rename(data, home.data);
  } catch (error) {
    if (await isThere(home.data)) return;
    throw notMade(error);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

function notMade(error: unknown): ParlourError {
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
  return new ParlourError(
    'postgres/not-made',
    {
      message: `The database could not be made: ${said.split('\n').at(-1) ?? said}`,
      meaning: 'Parlour was not started; nothing was changed.',
      mend: 'Check the free disk space and who may write in the data folder, then start again.',
    },
    { cause: error },
  );
}
