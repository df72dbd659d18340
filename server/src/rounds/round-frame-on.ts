import type { Database } from '../database/connect.ts';
import { freeTokens } from '../tokens/free-tokens.ts';
import { redeemToken } from '../tokens/redeem-token.ts';
import { roundTools, tokenKeysHash } from '../tokens/round-tools.ts';
import type { RoundFrame } from './round-frame.ts';

/** Rounds on a database, with the tokens of its epochs. */
export const roundFrameOn = (database: Database): RoundFrame => ({
  database,
  toolsOf: roundTools(database),
  tokenKeysHash,
  redeem: redeemToken,
  free: freeTokens,
});
