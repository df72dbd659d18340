import type { BlobName, Vault } from '@parlour/vault';
import { ParlourError } from '@parlour/wire';
import * as v from 'valibot';

/** A JSON blob of the vault; `fallback` where it was never saved or cannot be read (the vault keeps count of damage). */
export async function loadJson<S extends v.GenericSchema>(
  vault: Pick<Vault, 'loadBlob'>,
  name: BlobName,
  schema: S,
  fallback: v.InferOutput<S>,
): Promise<v.InferOutput<S>> {
  const bytes = await loadBytes(vault, name);
  if (bytes === undefined) return fallback;
  try {
    return v.parse(schema, JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return fallback;
  }
}

export function saveJson<Name extends BlobName>(
  vault: { saveBlob(name: Name, bytes: Uint8Array): Promise<void> },
  name: Name,
  value: unknown,
): Promise<void> {
  return vault.saveBlob(name, new TextEncoder().encode(JSON.stringify(value)));
}

/** Undefined also where the blob is damaged: everything kept in blobs can be made again from the events. */
export async function loadBytes<Name extends BlobName>(
  vault: { loadBlob(name: Name): Promise<Uint8Array<ArrayBuffer> | undefined> },
  name: Name,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return await vault.loadBlob(name);
  } catch (error) {
    if (error instanceof ParlourError && error.code === 'vault/damaged-record') return undefined;
    throw error;
  }
}
