import { open, readFile, rm, stat, utimes } from 'node:fs/promises';
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
  for (let attempt = 0; attempt < 2; attempt++) {
    const file = await open(path, 'wx').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return undefined;
      throw error;
    });
    if (file) {
      await file.writeFile(`${process.pid} ${hostname()}`);
      await file.close();
      return held(path);
    }
    if (await isHeld(path)) break;
    await rm(path, { force: true });
  }
  throw new ParlourError('catalogue/store-busy', {
    message: 'Another command is changing this catalogue.',
    meaning: 'Nothing was imported.',
    mend: `Wait until it has ended. If none is running, delete ${path}.`,
  });
}

function held(path: string): AsyncDisposable {
  const signs = setInterval(() => {
    const now = new Date();
    void utimes(path, now, now).catch(() => undefined);
  }, betweenSigns);
  signs.unref();
  return {
    async [Symbol.asyncDispose]() {
      clearInterval(signs);
      await rm(path, { force: true });
    },
  };
}

async function isHeld(path: string): Promise<boolean> {
  const [owner, machine] = (await readFile(path, 'utf8').catch(() => '')).split(' ');
  const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: 0 }));
  // A container that starts again has its old name and its old process ids.
  if (Date.now() - mtimeMs > patience) return false;
  return (machine !== undefined && machine !== hostname()) || isRunning(Number(owner));
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
