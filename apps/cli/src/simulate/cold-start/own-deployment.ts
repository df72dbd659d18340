import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ParlourError } from '@parlour/wire';
import { type DataFolder, openDataFolder } from '../../data-folder.ts';

/** A Parlour of its own with nobody in it, as `parlour start` runs it. */
export interface OwnDeployment {
  readonly url: string;
  readonly data: DataFolder;
  /** Resolves once the server has ended. */
  stop(): Promise<void>;
}

const program = fileURLToPath(new URL('../../main.ts', import.meta.url));

/**
 * Starts a deployment on an empty data folder: the starter catalogue, and no rounds. Made people in a deployment that has real ones
 * would be in what everybody downloads, so a folder with anything in it is refused.
 * @param folder kept afterwards; without, a temporary one that is removed.
 * @throws ParlourError `simulate/not-empty`, `simulate/no-start`.
 */
export async function ownDeployment(port: number, folder: string | undefined): Promise<OwnDeployment> {
  const root = folder ?? (await mkdtemp(join(tmpdir(), 'parlour-cold-start-')));
  if ((await readdir(root).catch(() => [])).length > 0) throw notEmpty(root);
  const data = await openDataFolder(root);
  // The database's own account must be able to reach it.
  await chmod(root, 0o711);
  const words = [program, 'start', '--data', root, '--port', String(port)];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'ignore', 'pipe'] });
  const exit = once(child, 'exit');
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await exit;
    if (folder === undefined) await rm(root, { recursive: true, force: true });
  };
  await isUp(child, exit);
  return { url: `http://localhost:${port}`, data, stop };
}

async function isUp(child: ChildProcess, exit: Promise<unknown>): Promise<void> {
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  while (!said.includes('is up')) {
    const isOver = await Promise.race([
      exit.then(() => true),
      once(child.stderr ?? child, 'data').then(() => false),
    ]);
    if (isOver) throw noStart(said);
  }
}

const notEmpty = (root: string): ParlourError =>
  new ParlourError('simulate/not-empty', {
    message: `There is something in ${root} already.`,
    meaning: 'Nothing was started: made people must not be among those of a deployment that has real ones.',
    mend: 'Name a folder that is not there yet, or none.',
  });

const noStart = (said: string): ParlourError =>
  new ParlourError(
    'simulate/no-start',
    {
      message: 'The server of the simulation ended before it was up.',
      meaning: 'Nothing was simulated.',
      mend: 'Try another --port; what the server said is in the cause.',
    },
    { cause: said },
  );
