import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopPostmaster } from '../stop-postmaster.ts';

/** A place for a test's own PostgreSQL, with a path of `padding` more characters. */
export interface InstanceFolder {
  readonly folder: string;
  /** Stops what runs there and removes it. */
  remove(): Promise<void>;
}

export async function instanceFolder(padding = 0): Promise<InstanceFolder> {
  const parent = await mkdtemp(join(await realpath(tmpdir()), `parlour-${'x'.repeat(padding)}-`));
  await chmod(parent, 0o711);
  const folder = join(parent, 'postgres');
  return {
    folder,
    async remove() {
      await stopPostmaster(join(folder, 'data'), 'SIGQUIT');
      await rm(parent, { recursive: true, force: true });
    },
  };
}
