import type { AuditActor, AuditEntry } from '@parlour/wire';
import { shortHash } from '../../format/short-hash.ts';

export function actorName(actor: AuditActor): string {
  if (actor.kind === 'account') return actor.name;
  if (actor.kind === 'schedule') return actor.id === null ? 'The server’s schedule' : 'A schedule';
  return actor.kind === 'credential' ? 'Command line' : 'The server';
}

/** What is said of a change beside what it was done to, in a line. */
export const detailWords = ({ detail }: AuditEntry): string =>
  Object.entries(detail)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name.replace(/([A-Z])/g, ' $1').toLowerCase()} ${valueWords(name, value)}`)
    .join(', ');

/** Moments are numbers too; only their name tells. Hashes are as short as elsewhere. */
function valueWords(name: string, value: string | number | boolean | null): string {
  if (typeof value === 'number' && /expir|at$/i.test(name) && value > 1e12)
    return new Date(value).toISOString().slice(0, 16).replace('T', ' ');
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value) ? shortHash(value) : String(value);
}

/** Whether an entry contains a text and is of an actor; empty ones are of no account. */
export function isFound(entry: AuditEntry, text: string, actor: string): boolean {
  if (actor !== '' && actorName(entry.actor) !== actor) return false;
  const said = `${entry.action} ${entry.subject ?? ''} ${detailWords(entry)}`.toLowerCase();
  return said.includes(text.trim().toLowerCase());
}
