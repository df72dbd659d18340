import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from '@parlour/catalogue/publish';
import type { DataFolder } from '../data-folder.ts';

/** Keeps a model's file among the versions, under its SHA-256 (hex); the same bytes again change nothing. */
export async function keepVersion(
  data: Pick<DataFolder, 'models'>,
  bytes: Uint8Array,
): Promise<{ readonly sha256: string; readonly bytes: number }> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const versions = join(data.models, 'versions');
  await mkdir(versions, { recursive: true, mode: 0o700 });
  await writeAtomically(join(versions, sha256), bytes);
  return { sha256, bytes: bytes.length };
}
