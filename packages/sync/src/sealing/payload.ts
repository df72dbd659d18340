import * as v from 'valibot';
import type { Bytes } from '../bytes.ts';
import { atMost, plainFromBytes, plainToBytes } from '../plain-bytes.ts';
import { Heads } from './heads.ts';

/** Bytes of one sealed update, before padding. */
export const MOST_PAYLOAD_BYTES = 2 ** 24;

/** What is sealed. */
export const Payload = v.strictObject({
  /**
   * What the author had seen of every device when sealing, itself included: whoever has less is missing something, and whoever
   * has another hash was shown something else.
   */
  heads: Heads,
  /** A yjs update of the inner document. */
  update: v.optional(atMost(MOST_PAYLOAD_BYTES)),
  /** Whether `update` is the whole inner document, all that `heads` names included. */
  isCheckpoint: v.optional(v.boolean()),
  /** Of a checkpoint: what is in `update`, and what of it was deleted (a snapshot of yjs), which takes long to find out of a long record. */
  snapshot: v.optional(atMost(2 ** 22)),
  /** Membership records. */
  records: v.optional(v.array(atMost(2 ** 20))),
});
export type Payload = v.InferOutput<typeof Payload>;

export const payloadToBytes = (payload: Payload): Bytes => plainToBytes(payload);
export const payloadFromBytes = (bytes: Uint8Array): Payload | undefined => plainFromBytes(Payload, bytes);
