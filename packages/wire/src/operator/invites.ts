import * as v from 'valibot';
import { count, moment, note, Uuid } from './basics.ts';

/** Invites to be made; each is one person's. */
export const InviteOrder = v.strictObject({
  count: v.pipe(count, v.minValue(1), v.maxValue(10_000)),
  /** Milliseconds since 1970 from which they admit nobody. */
  expires: moment,
  /** What the batch is called in the list, for example whom it was made for as a whole. */
  note: v.optional(note),
});
export type InviteOrder = v.InferOutput<typeof InviteOrder>;

/** Codes of new invites, as people pass them on (`inviteCodeText`): shown this once and kept nowhere. */
export const MadeInvites = v.strictObject({ codes: v.array(v.string()), expires: moment, batch: Uuid });
export type MadeInvites = v.InferOutput<typeof MadeInvites>;

/** Invites that were made together: how many; never which, whose or when a single one was used. */
export const InviteBatch = v.strictObject({
  id: Uuid,
  note: v.nullable(v.string()),
  createdAt: moment,
  expires: moment,
  made: count,
  /** Of those made: somebody has had a token by it. */
  used: count,
  /** Of those made: never used, and they admit nobody any more. */
  expired: count,
  /** When the unused ones were revoked, if they were. */
  revokedAt: v.nullable(moment),
});
export type InviteBatch = v.InferOutput<typeof InviteBatch>;
