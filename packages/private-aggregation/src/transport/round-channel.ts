import type { Bytes } from '../secure-aggregation/bytes.ts';
import type { Kind } from '../secure-aggregation/messages/signed-message.ts';

/** A device's line to the aggregator in one round. Carries bytes; understands none of them. */
export interface RoundChannel {
  /**
   * Hands a message in. Again is no harm: the aggregator takes the same message as no news.
   * @returns the answer, where the message asked for one (a draw does).
   * @throws ParlourError `aggregation/unreachable` where trying again may help; with the aggregator's own code where it
   * refused.
   */
  post(message: Bytes): Promise<Bytes | undefined>;
  /**
   * Waits a while for the aggregator's next message of a kind.
   * @returns undefined where there is none yet.
   * @throws as `post`.
   */
  next(kind: Kind): Promise<Bytes | undefined>;
}

/** A state of the round, and which it is: 1 for the first that was stored, one more for each after it. */
export interface StoredRound {
  readonly state: Bytes;
  readonly revision: number;
}

/** Where a device keeps its state of the round; encrypts what it is given, and has it safe before it resolves. */
export interface RoundStore {
  load(): Promise<StoredRound | undefined>;
  /**
   * Compare and set, in one transaction: stores the state as `revision` if what is there is the one before it, or nothing
   * for 1. Else nothing changes: another window of this device has gone on.
   * @returns whether it was stored.
   */
  save(state: Bytes, revision: number): Promise<boolean>;
  clear(): Promise<void>;
}
