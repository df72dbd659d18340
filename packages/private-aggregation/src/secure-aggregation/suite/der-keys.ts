import { type Bytes, concat, fromHex } from '../bytes.ts';

/** RFC 8410: the fixed bytes before a raw secret key, for platforms that take those only in DER. */
const BEFORE_SECRET = {
  x25519: fromHex('302e020100300506032b656e04220420'),
  ed25519: fromHex('302e020100300506032b657004220420'),
} as const;

export type Curve = keyof typeof BEFORE_SECRET;

export const pkcs8 = (curve: Curve, secret: Bytes): Bytes => concat(BEFORE_SECRET[curve], secret);
/** Bytes before a raw public key in DER. */
export const SPKI_PREFIX = 12;
