import { open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ParlourError } from '@parlour/wire';

/**
 * Takes the store for this process alone until the lock is given back. A lock whose process is gone is taken over.
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
      await file.writeFile(String(process.pid));
      await file.close();
      return { [Symbol.asyncDispose]: () => rm(path, { force: true }) };
    }
    const owner = Number(await readFile(path, 'utf8').catch(() => ''));
    if (isRunning(owner)) break;
    await rm(path, { force: true });
  }
  throw new ParlourError('catalogue/store-busy', {
    message: 'Another command is changing this catalogue.',
    meaning: 'Nothing was imported.',
    mend: `Wait until it has ended. If none is running, delete ${path}.`,
  });
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
