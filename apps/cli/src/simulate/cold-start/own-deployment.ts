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
  /** What the first operator enrols with in the console. */
  readonly code: string | undefined;
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
  // Whatever ends this process, its server does not live on.
  const end = (): void => void child.kill('SIGTERM');
  process.once('exit', end);
  const stop = async (): Promise<void> => {
    process.off('exit', end);
    child.kill('SIGTERM');
    await exit;
    if (folder === undefined) await rm(root, { recursive: true, force: true });
  };
  const said = await isUp(child, exit);
  const code = /enrol with this code:\s+(\S+)/.exec(said)?.[1];
  return { url: `http://localhost:${port}`, data, code, stop };
}

/** @returns what it said until then. */
async function isUp(child: ChildProcess, exit: Promise<unknown>): Promise<string> {
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  while (!/is up[\s\S]*enrol with this code:\s+\S+\s/.test(said)) {
    const isOver = await Promise.race([
      exit.then(() => true),
      once(child.stderr ?? child, 'data').then(() => false),
    ]);
    if (isOver) throw noStart(said);
  }
  return said;
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
