import { HistoryEvent } from '@parlour/wire';
import * as v from 'valibot';

/** What `exportJson()` gives. Bytes are base64. */
export const VaultExport = v.object({
  schema: v.literal('parlour-vault-export'),
  version: v.literal(1),
  /** Unix milliseconds. */
  exportedAt: v.number(),
  events: v.array(HistoryEvent),
  blobs: v.record(v.string(), v.string()),
  /** Unreadable records, as they are, still encrypted. */
  damaged: v.array(v.object({ store: v.string(), key: v.string(), sealed: v.optional(v.string()) })),
});
export type VaultExport = v.InferOutput<typeof VaultExport>;
