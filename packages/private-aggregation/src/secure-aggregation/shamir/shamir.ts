import { demand } from '../../refusal.ts';
import type { Bytes } from '../bytes.ts';
import { addBlock, type Block, BLOCK_WORDS, blockOf, bytesOf, quotient, scaleBlock } from './gf256.ts';

/** What is shared: a seed or a secret scalar of 32 bytes, each byte by a polynomial of its own over GF(256). */
export const SECRET_BYTES = 32;
export const MOST_SHARES = 255;

/** A point of the polynomials. */
export interface Share {
  /** 1 to 255. */
  readonly x: number;
  /** 32 bytes. */
  readonly y: Bytes;
}

/** Random bytes that `split` needs. */
export const coefficientBytes = (threshold: number): number => SECRET_BYTES * (threshold - 1);

/**
 * Shares at x = 1 .. `shares`; any `threshold` of them give the secret, fewer give nothing (Shamir, CACM 1979).
 * @param coefficients uniformly random, `coefficientBytes(threshold)` of them, used for nothing else.
 * @throws RangeError unless 1 <= threshold <= shares <= 255 and the lengths are right.
 */
export function split(secret: Bytes, shares: number, threshold: number, coefficients: Bytes): Bytes[] {
  if (!(threshold >= 1 && threshold <= shares && shares <= MOST_SHARES)) {
    throw new RangeError(`cannot share among ${shares} with threshold ${threshold}`);
  }
  if (secret.length !== SECRET_BYTES || coefficients.length !== coefficientBytes(threshold)) {
    throw new RangeError('secret or coefficients of the wrong length');
  }
  const polynomial = [blockOf(secret)];
  for (let at = 0; at < coefficients.length; at += SECRET_BYTES) {
    polynomial.push(blockOf(coefficients, at));
  }
  const values = Array.from({ length: shares }, (_, i) => evaluate(polynomial, i + 1));
  for (const block of polynomial) {
    block.fill(0);
  }
  return values;
}

/**
 * The secret from exactly `threshold` shares (of more, the first are taken). Wrong shares give a wrong secret and no
 * error: the caller holds it to what its owner committed to.
 * @throws ParlourError `aggregation/too-few-answers` for too few, `aggregation/malformed-message` for an x twice or 0.
 */
export function combine(shares: readonly Share[], threshold: number): Bytes {
  demand(shares.length >= threshold, 'too-few-answers', 'shares');
  const used = shares.slice(0, threshold);
  const distinct = new Set(used.map(({ x }) => x));
  demand(distinct.size === used.length && !distinct.has(0), 'malformed-message', 'shares');
  const secret: Block = new Uint32Array(BLOCK_WORDS);
  for (const { x, y } of used) {
    const term = blockOf(y);
    scaleBlock(term, lagrangeAtZero(x, used));
    addBlock(secret, term);
  }
  return bytesOf(secret);
}

/** Product over the other points of x_j / (x_j - x); subtraction is exclusive or. */
function lagrangeAtZero(x: number, points: readonly Share[]): number {
  const others = points.map((point) => point.x).filter((other) => other !== x);
  return quotient(
    others,
    others.map((other) => other ^ x),
  );
}

function evaluate(polynomial: readonly Block[], x: number): Bytes {
  const value: Block = new Uint32Array(BLOCK_WORDS);
  for (const coefficient of polynomial.toReversed()) {
    scaleBlock(value, x);
    addBlock(value, coefficient);
  }
  return bytesOf(value);
}
