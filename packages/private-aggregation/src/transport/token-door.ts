import type { TokenRequest } from '@parlour/wire';
import type { Bytes } from '../secure-aggregation/bytes.ts';

/** A device's line to whoever issues tokens. */
export interface TokenDoor {
  /**
   * The published directory, not yet believed: for `openTokenDirectory`.
   * @throws ParlourError `tokens/unreachable` where trying again may help; with the aggregator's own code where it refused.
   */
  directory(): Promise<unknown>;
  /**
   * Asks for a blind signature. Again is no harm: the same request gets the same answer.
   * @throws as `directory`.
   */
  ask(request: TokenRequest): Promise<Bytes>;
}
