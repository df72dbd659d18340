import * as v from 'valibot';
import { EpochId } from './epoch-id.ts';

const hex = (bytes: number) => v.pipe(v.string(), v.length(2 * bytes), v.regex(/^[0-9a-f]*$/));

/** Why somebody may have a token. A log-in ends in a code too, one that is valid for minutes. */
export const TokenAdmission = v.strictObject({
  kind: v.picklist(['invite', 'oidc']),
  /** The 128-bit code, in hex. */
  code: hex(16),
});
export type TokenAdmission = v.InferOutput<typeof TokenAdmission>;

/** A device asks for the blind signature that its token is made of. */
export const TokenRequest = v.strictObject({
  admission: TokenAdmission,
  epoch: EpochId,
  /** The blinded message (RFC 9474, section 4.2): 256 bytes in hex. */
  blinded: hex(256),
});
export type TokenRequest = v.InferOutput<typeof TokenRequest>;

/** The blind signature (RFC 9474, section 4.3): 256 bytes in hex. */
export const TokenAnswer = v.strictObject({ blindSignature: hex(256) });
export type TokenAnswer = v.InferOutput<typeof TokenAnswer>;
