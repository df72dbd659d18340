import type { Bytes } from './bytes.ts';

const LENGTH_BYTES = 4;

/**
 * PADME (Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and Communication with PURBs", PETS 2019,
 * section 4): the smallest length >= `length` whose floating-point mantissa is no longer than its exponent. Leaks
 * O(log log length) bits and costs at most 12 %.
 */
export function padme(length: number): number {
  if (length < 2) {
    return length;
  }
  const exponent = Math.floor(Math.log2(length));
  const mantissaBits = Math.floor(Math.log2(exponent)) + 1;
  const step = 2 ** Math.max(0, exponent - mantissaBits);
  return Math.ceil(length / step) * step;
}

/** Length (uint32, little-endian), the bytes, zeros up to the larger of `least` and PADME. At most 2^32 - 1 bytes. */
export function pad(plain: Uint8Array, least: number): Bytes {
  const padded = new Uint8Array(Math.max(least, padme(LENGTH_BYTES + plain.length)));
  new DataView(padded.buffer).setUint32(0, plain.length, true);
  padded.set(plain, LENGTH_BYTES);
  return padded;
}

/** A view of the bytes inside; undefined if the length does not fit. */
export function unpad(padded: Bytes): Bytes | undefined {
  if (padded.length < LENGTH_BYTES) {
    return undefined;
  }
  const length = new DataView(padded.buffer, padded.byteOffset).getUint32(0, true);
  return length > padded.length - LENGTH_BYTES
    ? undefined
    : padded.subarray(LENGTH_BYTES, LENGTH_BYTES + length);
}
