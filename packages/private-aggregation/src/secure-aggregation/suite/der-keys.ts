import { type Bytes, concat, fromHex } from '../bytes.ts';

/** RFC 8410: the fixed bytes before a raw key, for platforms that take keys only in DER. */
const BEFORE_KEY = {
  x25519: {
    private: fromHex('302e020100300506032b656e04220420'),
    public: fromHex('302a300506032b656e032100'),
  },
  ed25519: {
    private: fromHex('302e020100300506032b657004220420'),
    public: fromHex('302a300506032b6570032100'),
  },
} as const;

export type Curve = keyof typeof BEFORE_KEY;

export const pkcs8 = (curve: Curve, secret: Bytes): Bytes => concat(BEFORE_KEY[curve].private, secret);
export const spki = (curve: Curve, publicKey: Bytes): Bytes => concat(BEFORE_KEY[curve].public, publicKey);
export const SPKI_PREFIX = 12;
