import { HistoryEvent } from '@parlour/wire';
import * as v from 'valibot';
import { BLOB_NAMES } from './blob-name.ts';
import { toBase64 } from './bytes.ts';
import { EXPORTED_JOURNALS } from './journal-name.ts';
import type { VaultSession } from './vault-session.ts';
import { isVaultError } from './vault-error.ts';

/** What `exportJson()` gives. Bytes are base64. */
export const VaultExport = v.object({
  schema: v.literal('parlour-vault-export'),
  version: v.literal(1),
  /** Unix milliseconds. */
  exportedAt: v.number(),
  events: v.array(HistoryEvent),
  blobs: v.record(v.string(), v.string()),
  /** Oldest record first; only of a person who has ever chosen to take part in rounds. */
  journals: v.optional(v.record(v.string(), v.array(v.string()))),
  /** Unreadable records, as they are, still encrypted. */
  damaged: v.array(v.object({ store: v.string(), key: v.string(), sealed: v.optional(v.string()) })),
});
export type VaultExport = v.InferOutput<typeof VaultExport>;

/** Everything that is on disk. */
export async function exportSession(session: VaultSession, exportedAt: number): Promise<VaultExport> {
  const blobs: Record<string, string> = {};
  for (const name of BLOB_NAMES) {
    const bytes = await session.blobs.load(name).catch(unlessDamaged);
    if (bytes) {
      blobs[name] = toBase64(bytes);
    }
  }
  const journals: Record<string, string[]> = {};
  for (const name of EXPORTED_JOURNALS) {
    const records = await session.journals.read(name).catch(unlessDamaged);
    if (records !== undefined && records.length > 0) {
      journals[name] = records.map(({ bytes }) => toBase64(bytes));
    }
  }
  const damaged = (await session.exportDamaged()).map(({ sealed, ...where }) => ({
    ...where,
    ...(sealed && { sealed: toBase64(sealed) }),
  }));
  const events = [...session.log.events.values()];
  const kept = Object.keys(journals).length > 0 ? { journals } : {};
  return { schema: 'parlour-vault-export', version: 1, exportedAt, events, blobs, ...kept, damaged };
}

function unlessDamaged(error: unknown): undefined {
  if (isVaultError(error, 'damaged-record')) {
    return undefined;
  }
  throw error;
}
