import { randomUUID } from 'node:crypto';
import { link, open, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { ParlourError } from '@parlour/wire';

/** Milliseconds between signs of life of whoever holds a lock. */
const betweenSigns = 5_000;
/** Milliseconds without a sign after which a process counts as gone; long work may keep it from giving any. */
const patience = 300_000;

/**
 * Takes the store for this process alone until the lock is given back. A lock whose process is gone is taken over: of this
 * machine that is asked of the system; other machines (or containers) that share the folder tell it by the time of the
 * lock's file, which moves while its process lives.
 *
 * @throws ParlourError `catalogue/store-busy`
 */
export async function lockStore(folder: string): Promise<AsyncDisposable> {
  const path = join(folder, 'lock');
  const mine = `${process.pid} ${hostname()} ${randomUUID()}`;
  for (let attempt = 0; attempt < 2; attempt++) {
    if (await create(path, mine)) return held(path, mine);
    if (!(await removeStale(path))) break;
  }
  throw new ParlourError('catalogue/store-busy', {
    message: 'Another command is changing this catalogue.',
    meaning: 'Nothing was imported.',
    mend: `Wait until it has ended. If none is running, delete ${path}.`,
  });
}

/** By a link, so that nobody sees a lock that does not say yet whose it is. */
async function create(path: string, words: string): Promise<boolean> {
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, words);
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

function held(path: string, mine: string): AsyncDisposable {
  const signs = setInterval(() => {
    const now = new Date();
    void utimes(path, now, now).catch(() => undefined);
  }, betweenSigns);
  signs.unref();
  return {
    async [Symbol.asyncDispose]() {
      clearInterval(signs);
      if ((await readLock(path)) === mine) await rm(path, { force: true });
    },
  };
}

/**
 * Several that find one stale lock must not each remove it: the second would remove the lock that the first has taken
 * since. So only who holds the right to remove does, after a second look: nobody else can take a stale lock away then.
 */
async function removeStale(path: string): Promise<boolean> {
  if (await isHeld(path)) return false;
  const right = `${path}.taking`;
  try {
    await (await open(right, 'wx')).close();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    // Left by a process that died within these lines; whoever comes next finds it gone.
    if ((await ageOf(right)) > patience) await rm(right, { force: true });
    return false;
  }
  try {
    if ((await readLock(path)) === undefined) return true;
    if (await isHeld(path)) return false;
    await rm(path, { force: true });
    return true;
  } finally {
    await rm(right, { force: true });
  }
}

async function isHeld(path: string): Promise<boolean> {
  const [owner, machine] = ((await readLock(path)) ?? '').split(' ');
  // A container that starts again has its old name and its old process ids.
  if ((await ageOf(path)) > patience) return false;
  return (machine !== undefined && machine !== hostname()) || isRunning(Number(owner));
}

/** @returns nothing if there is no lock. */
async function readLock(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}

/** Milliseconds since a file was last touched; none if it is gone. */
async function ageOf(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined);
  return found === undefined ? 0 : Date.now() - found.mtimeMs;
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
