import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Hypergeometric, logMass, lowerTail, upperTail } from './hypergeometric.ts';

function binomial(n: number, k: number): bigint {
  if (k < 0 || k > n) return 0n;
  let value = 1n;
  for (let i = 1; i <= k; i++) value = (value * BigInt(n - k + i)) / BigInt(i);
  return value;
}

/** Quotient of two big integers with about 50 good bits. */
function quotient(a: bigint, b: bigint): number {
  if (a === 0n) return 0;
  const shift = Math.max(0, b.toString(2).length - a.toString(2).length + 60);
  return Number((a << BigInt(shift)) / b) / 2 ** Math.min(shift, 1000) / 2 ** Math.max(0, shift - 1000);
}

const ways = ({ size, marked, drawn }: Hypergeometric, x: number) =>
  binomial(marked, x) * binomial(size - marked, drawn - x);

const exactUpper = (h: Hypergeometric, x: number) => {
  let sum = 0n;
  for (let t = Math.max(0, x + 1); t <= h.drawn; t++) sum += ways(h, t);
  return quotient(sum, binomial(h.size, h.drawn));
};

const hypergeometric = (most: number) =>
  fc.integer({ min: 1, max: most }).chain((size) =>
    fc.record({
      size: fc.constant(size),
      marked: fc.integer({ min: 0, max: size }),
      drawn: fc.integer({ min: 0, max: size }),
    }),
  );

const close = (value: number, truth: number) =>
  truth === 0 ? value === 0 : Math.abs(value / truth - 1) < 1e-10;

describe('hypergeometric probabilities', () => {
  test('are the exact rational ones, at every point and in both tails', () => {
    fc.assert(
      fc.property(hypergeometric(150), fc.double({ min: 0, max: 1, noNaN: true }), (h, part) => {
        const x = Math.round(part * (h.drawn + 2)) - 1;
        const mass = quotient(ways(h, x), binomial(h.size, h.drawn));
        expect(close(Math.exp(logMass(h, x)), mass)).toBe(true);
        const upper = exactUpper(h, x);
        expect(close(upperTail(h, x), upper)).toBe(true);
        const lower = quotient(
          Array.from({ length: Math.max(0, x) }, (_, t) => ways(h, t)).reduce((a, b) => a + b, 0n),
          binomial(h.size, h.drawn),
        );
        expect(close(lowerTail(h, x), lower)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('keep their digits in populations of ten thousand', () => {
    const h = { size: 10_000, marked: 1000, drawn: 174 };
    for (const x of [30, 45, 60]) expect(close(upperTail(h, x), exactUpper(h, x))).toBe(true);
  });

  test('both tails and the middle make 1', () => {
    fc.assert(
      fc.property(hypergeometric(5000), fc.double({ min: 0, max: 1, noNaN: true }), (h, part) => {
        const x = Math.round(part * h.drawn);
        const total = lowerTail(h, x) + Math.exp(logMass(h, x)) + upperTail(h, x);
        expect(total).toBeCloseTo(1, 10);
      }),
    );
  });

  test('do not mind whether marked and drawn change places', () => {
    fc.assert(
      fc.property(hypergeometric(300), fc.integer({ min: 0, max: 300 }), (h, x) => {
        const swapped = { size: h.size, marked: h.drawn, drawn: h.marked };
        expect(upperTail(h, x)).toBeCloseTo(upperTail(swapped, x), 10);
      }),
    );
  });
});
