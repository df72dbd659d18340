import { createHash } from 'node:crypto';
import { canonicalJson } from '@parlour/private-aggregation';
import type { AuditEntry } from '@parlour/wire';

/** An entry before it is bound: everything but its hash. */
export type UnboundEntry = Omit<AuditEntry, 'hash'>;

/** Hash that the first entry follows: zeros. */
export const noHash = '0'.repeat(64);

/** What is stored of an entry and what its hash is over: canonical JSON (RFC 8785). */
export const auditText = (entry: UnboundEntry): string => canonicalJson(entry);

/** SHA-256, in hex, of an entry's text. */
export const auditHash = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * Whether a list of entries, the oldest first, is what was once written: each bound to the one before, without gaps.
 * @param from hash that the first follows; of a whole log, zeros.
 */
export function isUnbroken(entries: readonly AuditEntry[], from = noHash): boolean {
  let previous = from;
  return entries.every(({ hash, ...entry }, index) => {
    const follows = entry.previous === previous && entry.position === entries[0].position + index;
    previous = hash;
    return follows && auditHash(auditText(entry)) === hash;
  });
}
