import { type Bytes, equalBytes, fromHex } from '../../secure-aggregation/bytes.ts';
import { MODULUS_BYTES } from './blind-rsa.ts';

/** RFC 8017, A.1: what stands before and after the modulus of 2,048 bits where the exponent is 65,537. */
const BEFORE = fromHex('30820122300d06092a864886f70d01010105000382010f003082010a0282010100');
const AFTER = fromHex('0203010001');

/** The only SubjectPublicKeyInfo (DER) of this modulus. @param modulus 256 bytes, big-endian. */
export function publicKeyOf(modulus: Bytes): Bytes {
  const key = new Uint8Array(BEFORE.length + MODULUS_BYTES + AFTER.length);
  key.set(BEFORE);
  key.set(modulus, BEFORE.length);
  key.set(AFTER, BEFORE.length + MODULUS_BYTES);
  return key;
}

/**
 * Whether these bytes are an odd modulus of exactly 2,048 bits with the exponent 65,537, in their only encoding: so no
 * two encodings of one key can tell devices apart, and no exponent or size can be chosen to.
 */
export function isFitPublicKey(key: Bytes): boolean {
  const end = BEFORE.length + MODULUS_BYTES;
  const modulus = key.slice(BEFORE.length, end);
  return (
    key.length === end + AFTER.length &&
    equalBytes(key, publicKeyOf(modulus)) &&
    modulus[0] >= 128 &&
    modulus[MODULUS_BYTES - 1] % 2 === 1
  );
}
