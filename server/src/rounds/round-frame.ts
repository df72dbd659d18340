import type { Bytes, ServerTools } from '@parlour/private-aggregation';
import type { Database, Queries } from '../database/connect.ts';

/** A token that a device shows when it joins. */
export interface TokenUse {
  /** The device's one-time Ed25519 key, 32 bytes. */
  readonly signingKey: Bytes;
  readonly epoch: string;
  /** 32 bytes. */
  readonly roundId: Bytes;
}

/** What rounds are run with. Nothing in it belongs to one round, so that any process can go on with any round. */
export interface RoundFrame {
  readonly database: Database;
  /** For rounds whose tokens are of this epoch; its `tokenIsValid` answers for that epoch's key. */
  readonly toolsOf: (tokenEpoch: string) => ServerTools | Promise<ServerTools>;
  /**
   * What a round's setup commits to: the hash of the epoch's public token key.
   * @throws ParlourError `tokens/unknown-epoch`.
   */
  readonly tokenKeysHash: (queries: Queries, epoch: string) => Promise<Bytes>;
  /**
   * Binds a token to a round, in the transaction that takes the device in; the same use again changes nothing.
   * @throws ParlourError `tokens/spent` for one bound to another round.
   */
  readonly redeem: (queries: Queries, use: TokenUse) => Promise<void>;
  /** Frees the tokens of those who have not reported, in the transaction that ends the round, before its messages go. */
  readonly free: (queries: Queries, roundId: Uint8Array) => Promise<unknown>;
}
