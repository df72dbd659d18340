import type { Bytes } from './bytes.ts';
import type { Awaitable, CryptoSuite } from './suite/crypto-suite.ts';

/** Everything that a role is handed; it awaits nothing else. */
export interface Tools {
  readonly suite: CryptoSuite;
  /**
   * Whether the token vouches for this one-time key, under the token keys whose hash is in the round's setup. Never
   * rejects.
   */
  readonly tokenIsValid: (signingKey: Bytes, token: Bytes) => Awaitable<boolean>;
}
