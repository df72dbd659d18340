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

/** Where a device keeps its state of the round; encrypts what it is given, and has it safe before it resolves. */
export interface RoundStore {
  load(): Promise<Bytes | undefined>;
  save(state: Bytes): Promise<void>;
  clear(): Promise<void>;
}
