import * as v from 'valibot';
import { EpochId } from './epoch-id.ts';

const hex = (bytes: number) => v.pipe(v.string(), v.length(2 * bytes), v.regex(/^[0-9a-f]*$/));
const moment = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** The key that signs the tokens of one epoch. */
export const TokenEpoch = v.strictObject({
  id: EpochId,
  /** SubjectPublicKeyInfo (DER) of an RSA key of 2,048 bits with the exponent 65,537, in hex. */
  publicKey: hex(294),
  /** Milliseconds since 1970 from which tokens of this epoch are taken. */
  validFrom: moment,
  /** Milliseconds since 1970 from which they are not taken any more. */
  validUntil: moment,
});
export type TokenEpoch = v.InferOutput<typeof TokenEpoch>;

/** The public list of all keys that sign tokens now and soon: everybody fetches the same bytes. */
export const TokenDirectory = v.strictObject({
  format: v.literal(1),
  /** Of RFC 9474, section 5. */
  variant: v.literal('RSABSSA-SHA384-PSS-Randomized'),
  /** The aggregator's Ed25519 public key, in hex; signs this list, bundles and the messages of rounds. */
  aggregatorKey: hex(32),
  /** By beginning; no two of the same name. */
  epochs: v.pipe(v.array(TokenEpoch), v.maxLength(64)),
});
export type TokenDirectory = v.InferOutput<typeof TokenDirectory>;

/** A directory as it is published: its canonical JSON, the SHA-256 of that, and the aggregator's Ed25519 signature in hex. */
export const SignedTokenDirectory = v.strictObject({
  directory: v.pipe(v.string(), v.maxLength(65_536)),
  sha256: hex(32),
  signature: hex(64),
});
export type SignedTokenDirectory = v.InferOutput<typeof SignedTokenDirectory>;
