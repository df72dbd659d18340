import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { multiply, quotient } from './gf256.ts';
import { coefficientBytes, combine, split } from './shamir.ts';

/** The field the slow way: polynomials as big integers, multiplied in full, divided with remainder by the modulus. */
const MODULUS = 0b1_0001_1011n;

function slowMultiply(a: number, b: number): number {
  let product = 0n;
  for (let bit = 0n; bit < 8n; bit += 1n) {
    if (((BigInt(b) >> bit) & 1n) === 1n) {
      product ^= BigInt(a) << bit;
    }
  }
  for (let bit = 14n; bit >= 8n; bit -= 1n) {
    if (((product >> bit) & 1n) === 1n) {
      product ^= MODULUS << (bit - 8n);
    }
  }
  return Number(product);
}

function slowPower(a: number, exponent: number): number {
  return Array.from({ length: exponent }).reduce<number>((power) => slowMultiply(power, a), 1);
}

const byte = fc.integer({ min: 0, max: 255 });
const bytes = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((b) => b.slice());

describe('GF(256)', () => {
  it('multiplies as polynomials do, all 65,536 products', () => {
    for (let a = 0; a < 256; a += 1) {
      for (let b = 0; b < 256; b += 1) {
        expect(multiply(a, b)).toBe(slowMultiply(a, b));
      }
    }
  });

  it('inverts every element but 0', () => {
    for (let a = 1; a < 256; a += 1) {
      expect(slowMultiply(a, quotient([], [a]))).toBe(1);
    }
  });

  it('divides products', () => {
    const elements = fc.array(fc.integer({ min: 1, max: 255 }), { maxLength: 300 });
    fc.assert(
      fc.property(elements, elements, (above, below) => {
        const divided = below.reduce(slowMultiply, quotient(above, below));
        expect(divided).toBe(above.reduce(slowMultiply, 1));
      }),
    );
  });

  it('gives the products of FIPS 197, section 4', () => {
    expect(multiply(0x57, 0x83)).toBe(0xc1);
    expect(multiply(0x57, 0x13)).toBe(0xfe);
  });
});

describe('Shamir', () => {
  const parameters = fc
    .record({ shares: fc.integer({ min: 1, max: 255 }), part: fc.double({ min: 0, max: 1, noNaN: true }) })
    .map(({ shares, part }) => ({ shares, threshold: 1 + Math.floor(part * (shares - 1)) }));

  it('gives the points of the polynomial, evaluated term by term', () => {
    fc.assert(
      fc.property(
        bytes(32),
        bytes(coefficientBytes(5)),
        fc.integer({ min: 5, max: 255 }),
        (secret, random, n) => {
          const shares = split(secret, n, 5, random);
          const x = n;
          for (let i = 0; i < 32; i += 1) {
            let value = secret[i];
            for (let term = 1; term < 5; term += 1) {
              value ^= slowMultiply(random[32 * (term - 1) + i], slowPower(x, term));
            }
            expect(shares[x - 1][i]).toBe(value);
          }
        },
      ),
      { numRuns: 20 },
    );
  });

  it('opens with any threshold of the shares', () => {
    fc.assert(
      fc.property(
        parameters,
        bytes(32),
        fc.infiniteStream(byte),
        fc.integer(),
        ({ shares, threshold }, secret, random, seed) => {
          const coefficients = Uint8Array.from(
            { length: coefficientBytes(threshold) },
            () => random.next().value ?? 0,
          );
          const all = split(secret, shares, threshold, coefficients).map((y, i) => ({ x: i + 1, y }));
          const chosen = all.toSorted((a, b) => ((a.x * (seed | 1)) % 257) - ((b.x * (seed | 1)) % 257));
          expect(combine(chosen.slice(0, threshold), threshold)).toEqual(secret);
          expect(combine(all, threshold)).toEqual(secret);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('says nothing with fewer: every secret fits them equally well', () => {
    const held = [
      { x: 1, y: new Uint8Array(32).fill(3) },
      { x: 2, y: new Uint8Array(32).fill(200) },
    ];
    const secrets = new Set<number>();
    for (let third = 0; third < 256; third += 1) {
      secrets.add(combine([...held, { x: 3, y: new Uint8Array(32).fill(third) }], 3)[0]);
    }
    expect(secrets.size).toBe(256);
  });

  it('refuses too few shares, an x twice, an x of 0', () => {
    const y = new Uint8Array(32);
    expect(() => combine([{ x: 1, y }], 2)).toThrow(
      expect.objectContaining({ code: 'aggregation/too-few-answers' }),
    );
    const malformed = expect.objectContaining({ code: 'aggregation/malformed-message' });
    expect(() =>
      combine(
        [
          { x: 1, y },
          { x: 1, y },
        ],
        2,
      ),
    ).toThrow(malformed);
    expect(() =>
      combine(
        [
          { x: 0, y },
          { x: 1, y },
        ],
        2,
      ),
    ).toThrow(malformed);
  });

  it('refuses to share among more than 255, or with a threshold that cannot be met', () => {
    const secret = new Uint8Array(32);
    for (const [shares, threshold] of [
      [256, 2],
      [3, 4],
      [3, 0],
    ]) {
      const coefficients = new Uint8Array(Math.max(0, coefficientBytes(threshold)));
      expect(() => split(secret, shares, threshold, coefficients)).toThrow(RangeError);
    }
    expect(() => split(new Uint8Array(31), 3, 2, new Uint8Array(32))).toThrow(RangeError);
    expect(() => split(secret, 3, 2, new Uint8Array(31))).toThrow(RangeError);
  });
});
