import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { PublicFile } from '@parlour/wire';
import { compress } from './compress.ts';
import { writeAtomically } from './write-atomically.ts';

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/**
 * Writes a content-named file and its `.br`, and describes it. Such a file never changes, so what is there already (after
 * a publishing that was cut short, or of an equal snapshot) is left as it is.
 */
export async function writePublicFile(folder: string, path: string, bytes: Uint8Array): Promise<PublicFile> {
  const plain = join(folder, path);
  const compressed = `${plain}.br`;
  if ((await sizeOf(compressed)) === undefined) await writeAtomically(compressed, await compress(bytes));
  if ((await sizeOf(plain)) !== bytes.length) await writeAtomically(plain, bytes);
  return { path, sha256: sha256(bytes), bytes: bytes.length, brotliBytes: (await sizeOf(compressed)) ?? 0 };
}

function sizeOf(path: string): Promise<number | undefined> {
  return stat(path).then(
    (found) => (found.isFile() ? found.size : undefined),
    () => undefined,
  );
}
