import type { Bytes } from '../bytes.ts';

/**
 * Arithmetic in GF(2^8) modulo x^8 + x^4 + x^3 + x + 1 (FIPS 197, section 4), on 32 bytes at once: eight 32-bit
 * words of four field elements each. No table, no branch and no address depends on the elements of a block; it does
 * on the multiplier, which in secret sharing is public (an x-coordinate, a Lagrange coefficient).
 */
export type Block = Uint32Array<ArrayBuffer>;

export const BLOCK_WORDS = 8;

/** @param bytes 32 field elements, wherever they lie. */
export function blockOf(bytes: Uint8Array, at = 0): Block {
  const block: Block = new Uint32Array(BLOCK_WORDS);
  for (let i = 0; i < 4 * BLOCK_WORDS; i += 1) {
    block[i >> 2] |= bytes[at + i] << (8 * (i & 3));
  }
  return block;
}

export function bytesOf(block: Block): Bytes {
  const bytes = new Uint8Array(4 * BLOCK_WORDS);
  for (let i = 0; i < bytes.length; i += 1) {
    bytes[i] = block[i >> 2] >>> (8 * (i & 3));
  }
  return bytes;
}

/** `block *= x`, the field's generator polynomial's root: shift every byte, reduce where its top bit was set. */
function double(block: Block): void {
  for (let i = 0; i < BLOCK_WORDS; i += 1) {
    const word = block[i];
    block[i] = ((word & 0x7f7f7f7f) << 1) ^ Math.imul((word >>> 7) & 0x01010101, 0x1b);
  }
}

/** `into += block`. */
export function addBlock(into: Block, block: Block): void {
  for (let i = 0; i < BLOCK_WORDS; i += 1) {
    into[i] ^= block[i];
  }
}

/** `block *= factor`, by Horner over the bits of the public factor (0 to 255). */
export function scaleBlock(block: Block, factor: number): void {
  const original = block.slice();
  block.fill(0);
  for (let bit = 7; bit >= 0; bit -= 1) {
    double(block);
    if (((factor >> bit) & 1) === 1) {
      addBlock(block, original);
    }
  }
  original.fill(0);
}

/** Product of two public elements. */
export function multiply(a: number, b: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >> 7) * 0x11b) ^ (((b >> bit) & 1) * a);
  }
  return product;
}

/** Powers of the generator 3 (x + 1), and the exponents of all elements but 0. Looked up with public elements only. */
const powers = new Uint8Array(255);
const exponents = new Uint8Array(256);
for (let exponent = 0, element = 1; exponent < 255; exponent += 1) {
  powers[exponent] = element;
  exponents[element] = exponent;
  element = multiply(element, 3);
}

/** Quotient of two products of public elements, none of them 0. */
export function quotient(above: readonly number[], below: readonly number[]): number {
  let exponent = 0;
  for (const element of above) {
    exponent += exponents[element];
  }
  for (const element of below) {
    exponent += 255 - exponents[element];
  }
  return powers[exponent % 255];
}
