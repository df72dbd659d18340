import { createHash, randomBytes } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ParlourError } from '@parlour/wire';
import type { DataFolder } from '../data-folder.ts';

const pathIn = ({ root }: DataFolder) => join(root, 'operator-credential');

/**
 * Makes the operator's credential of an installation where there is none yet: 256 random bits in base64url, in a file that
 * only its owner may read. Of several processes that start at once, all get the one that was first.
 * @returns its SHA-256: all that a server needs to know.
 */
export async function makeOperatorCredential(data: DataFolder): Promise<Uint8Array> {
  const path = pathIn(data);
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  // A link appears whole or not at all, and never over another.
  await link(draft, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(draft);
  return createHash('sha256')
    .update(await readOperatorCredential(data))
    .digest();
}

/** The credential. @throws ParlourError `start/no-credential` where none was made or it may not be read. */
export async function readOperatorCredential(data: DataFolder): Promise<string> {
  const path = pathIn(data);
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (cause) {
    throw new ParlourError(
      'start/no-credential',
      {
        message: `The operator's credential ${path} cannot be read.`,
        meaning: 'Nothing was asked of the server.',
        mend: 'Start the server once with this data folder, and run this command as the same user.',
      },
      { cause },
    );
  }
}
