import { plainFromBytes, plainToBytes } from '@parlour/private-aggregation';
import * as v from 'valibot';

const bytes = v.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array);
const revision = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

/** A round under way: the journal `round`. Empty bytes are none. */
export const SavedRound = v.strictObject({
  roundId: bytes,
  /** What the aggregator knows this device by in the round. */
  signingKey: bytes,
  epoch: v.string(),
  /** Of the epoch, so that the tokens of others can be checked when its entry in the directory is gone. */
  tokenKey: bytes,
  revision,
  state: bytes,
});
export type SavedRound = v.InferOutput<typeof SavedRound>;

/** Tokens by epoch: the journal `token`. */
export const SavedTokens = v.record(v.string(), v.strictObject({ revision, state: bytes }));
export type SavedTokens = v.InferOutput<typeof SavedTokens>;

export const roundToBytes = (round: SavedRound | undefined): Uint8Array =>
  round === undefined ? new Uint8Array() : plainToBytes(round);
export const roundFromBytes = (stored: Uint8Array<ArrayBuffer>): SavedRound | undefined =>
  stored.length === 0 ? undefined : v.parse(SavedRound, plainFromBytes(stored));

export const tokensToBytes = (tokens: SavedTokens): Uint8Array => plainToBytes(tokens);
export const tokensFromBytes = (stored: Uint8Array<ArrayBuffer>): SavedTokens =>
  v.parse(SavedTokens, plainFromBytes(stored));
