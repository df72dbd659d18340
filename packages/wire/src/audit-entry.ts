import * as v from 'valibot';
import { AccountName } from './console-session.ts';

const hex = (bytes: number) => v.pipe(v.string(), v.length(2 * bytes), v.regex(/^[0-9a-f]*$/));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/**
 * Who changed something: an account, by its id and what it was called then; whoever bore the operator's credential; a schedule of
 * operators, by its id, or none: the server's own, which makes keys and forgets what expired.
 */
export const AuditActor = v.variant('kind', [
  v.strictObject({ kind: v.literal('account'), id: v.pipe(v.string(), v.uuid()), name: AccountName }),
  v.strictObject({ kind: v.literal('credential') }),
  v.strictObject({ kind: v.literal('schedule'), id: v.nullable(v.pipe(v.string(), v.uuid())) }),
  v.strictObject({ kind: v.literal('server') }),
]);
export type AuditActor = v.InferOutput<typeof AuditActor>;

/** What is said of a change beside what it was done to: counts, sizes, roles, moments; never a secret, a code, or an address. */
export const AuditDetail = v.record(
  v.pipe(v.string(), v.regex(/^[a-z][a-zA-Z]{0,39}$/)),
  v.union([v.pipe(v.string(), v.maxLength(200)), v.pipe(v.number(), v.finite()), v.boolean(), v.null()]),
);
export type AuditDetail = v.InferOutput<typeof AuditDetail>;

/**
 * One change by the operator API, written in the transaction of the change. `hash` is the SHA-256 of the canonical JSON of
 * everything else in the entry, the previous entry's hash included, so that whoever kept one hash can tell whether anything up
 * to it was changed or left out since. (Who can write to the database can write a whole new chain, which ends in other hashes.)
 */
export const AuditEntry = v.strictObject({
  /** From 1, without gaps. */
  position: v.pipe(count, v.minValue(1)),
  /** Milliseconds since 1970, by the database's clock. */
  at: count,
  actor: AuditActor,
  /** `area/what`, e.g. `bundle/publish`. */
  action: v.pipe(v.string(), v.regex(/^[a-z]+(-[a-z]+)*\/[a-z]+(-[a-z]+)*$/), v.maxLength(60)),
  /** Id or hash of what was changed; none where there is no single thing. */
  subject: v.nullable(v.pipe(v.string(), v.maxLength(100))),
  detail: AuditDetail,
  /** Of the entry before; zeros before the first. */
  previous: hex(32),
  hash: hex(32),
});
export type AuditEntry = v.InferOutput<typeof AuditEntry>;

/**
 * `GET /api/operator/audit?before={position}&limit={1 to 200, by default 50}` (viewer): the newest first.
 * `GET /api/operator/audit/export` (viewer): a file, a JSON array of all entries, the oldest first.
 */
export const AuditPage = v.strictObject({
  entries: v.array(AuditEntry),
  /** What to ask `before` for the next page; none where this is the last. */
  before: v.nullable(v.pipe(count, v.minValue(1))),
});
export type AuditPage = v.InferOutput<typeof AuditPage>;
