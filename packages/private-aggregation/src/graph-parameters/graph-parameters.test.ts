import { ParlourError } from '@parlour/wire';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readVectors } from '../test-support/vectors.ts';
import { type Adversary, type GraphParameters, graphParameters } from './graph-parameters.ts';

function binomial(n: number, k: number): bigint {
  if (k < 0 || k > n) return 0n;
  let value = 1n;
  for (let i = 1; i <= k; i++) value = (value * BigInt(n - k + i)) / BigInt(i);
  return value;
}

/** The rule word by word, in whole numbers: rates in hundredths, probabilities as fractions of C(n, k). */
function exactRule(
  n: number,
  adversarial: number,
  dropout: number,
  adversary: Adversary,
): GraphParameters | undefined {
  const A = Math.floor((adversarial * n) / 100);
  const bad = A + Math.floor((dropout * n) / 100);
  const S = Math.ceil(((100 - dropout) * n) / 100);
  for (let k = 2; k < n - 1; k += 2) {
    const all = binomial(n, k);
    if (BigInt(n * (n - k - 1)) * binomial(Math.min(bad, n), k) * 2n ** 41n >= 2n * all) continue;
    const ways = (marked: number, x: number) => binomial(marked, x) * binomial(n - marked, k - x);
    let [t1, above] = [k, 0n];
    while (t1 > 0 && (above + ways(A, t1)) * BigInt(n) * 2n ** 41n <= all) above += ways(A, t1--);
    let [t2, below] = [0, 0n];
    while (t2 < k && (below + ways(S, t2)) * BigInt(n) * 2n ** 20n <= all) below += ways(S, t2++);
    if (adversary === 'semi-malicious') t1 = Math.ceil((t1 + k - 1.25) / 2);
    if (t1 < t2) return { degree: k, threshold: Math.max(t1 + 1, 2) };
  }
  return undefined;
}

function orNone(run: () => GraphParameters): GraphParameters | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof ParlourError && error.code === 'graph-parameters/none') return undefined;
    throw error;
  }
}

const adversary = fc.constantFrom<Adversary>('curious', 'semi-malicious');

describe('graph parameters', () => {
  test('follow the rule as computed in whole numbers', () => {
    const percent = fc.integer({ min: 0, max: 49 });
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 130 }), percent, percent, adversary, (n, a, d, kind) => {
        expect(orNone(() => graphParameters(n, a / 100, d / 100, kind))).toEqual(exactRule(n, a, d, kind));
      }),
      { numRuns: 400 },
    );
  });

  const rows = readVectors('graph-parameters.csv');
  test('equal every row of the trusted table', ({ skip }) => {
    skip(rows.length === 0, 'the trusted table is not beside this repository');
    for (const { clients, adversarial_rate, dropout_rate, adversary: kind, degree, threshold } of rows) {
      const ours = graphParameters(
        Number(clients),
        Number(adversarial_rate),
        Number(dropout_rate),
        kind as Adversary,
      );
      expect({ clients, kind, ...ours }).toEqual({
        clients,
        kind,
        degree: Number(degree),
        threshold: Number(threshold),
      });
    }
  });

  // Published with federated-compute: expectations of its own tests.
  test.each([
    [10, 0.33, 0.33, 'curious', 8, 4],
    [10, 0.05, 0.33, 'semi-malicious', 8, 5],
    [100, 0.3, 0.3, 'semi-malicious', 92, 62],
    [10_000, 0.45, 0.45, 'curious', 3494, 1771],
    [10_000, 0.3, 0.3, 'semi-malicious', 4822, 3230],
    [1_000_000, 0.05, 0.33, 'curious', 102, 34],
    [1_000_000, 0.3, 0.3, 'semi-malicious', 11_136, 7454],
  ] as const)('agree with the published ones: %d clients, %d, %d, %s', (n, a, d, kind, degree, threshold) => {
    expect(graphParameters(n, a, d, kind)).toEqual({ degree, threshold });
  });

  test('read rates as the decimals they were written as, whatever their products round to', () => {
    // (1 - 0.45) * 100 is above 55 and 0.29 * 100 below 29 in doubles.
    expect((1 - 0.45) * 100).toBeGreaterThan(55);
    expect(0.29 * 100).toBeLessThan(29);
    expect(graphParameters(100, 0.45, 0.45, 'curious')).toEqual(exactRule(100, 45, 45, 'curious'));
    expect(graphParameters(100, 0.29, 0.29, 'curious')).toEqual(exactRule(100, 29, 29, 'curious'));
  });

  test('assume an aggregator that may lie, unless told otherwise', () => {
    expect(graphParameters(1000, 0.1, 0.1)).toEqual(graphParameters(1000, 0.1, 0.1, 'semi-malicious'));
    expect(graphParameters(1000, 0.1, 0.1)).toEqual({ degree: 96, threshold: 67 });
  });

  test('are a graph and a secret sharing that exist', () => {
    const rate = fc.double({ min: 0, max: 0.4, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 20_000 }), rate, rate, adversary, (n, a, d, kind) => {
        const found = orNone(() => graphParameters(n, a, d, kind));
        if (!found) return;
        expect(found.degree % 2).toBe(0);
        expect(found.degree).toBeLessThan(n - 1);
        expect(found.threshold).toBeGreaterThanOrEqual(2);
        expect(found.threshold).toBeLessThanOrEqual(found.degree);
      }),
      { numRuns: 200 },
    );
  });

  test('a larger share of adversaries or dropouts never needs fewer partners', () => {
    const rate = fc.double({ min: 0, max: 0.25, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 500, max: 5000 }), rate, rate, adversary, (n, a, d, kind) => {
        const degree = (adversarial: number, dropout: number) =>
          orNone(() => graphParameters(n, adversarial, dropout, kind))?.degree ?? n;
        expect(degree(a + 0.05, d)).toBeGreaterThanOrEqual(degree(a, d));
        expect(degree(a, d + 0.05)).toBeGreaterThanOrEqual(degree(a, d));
      }),
      { numRuns: 100 },
    );
  });

  test('say so where there are none', () => {
    const found = () => graphParameters(10, 0.3, 0.5);
    expect(found).toThrow(expect.objectContaining({ code: 'graph-parameters/none' }));
    expect(() => graphParameters(10_000, 0.9, 0.9)).toThrow(
      expect.objectContaining({ code: 'graph-parameters/none' }),
    );
  });

  test.each([
    [2, 0.1, 0.1],
    [100.5, 0.1, 0.1],
    [Number.NaN, 0.1, 0.1],
    [2_000_000, 0.1, 0.1],
    [100, -0.1, 0.1],
    [100, 0.1, 1],
    [100, Number.NaN, 0.1],
  ])('refuse nonsense: %d clients, %d, %d', (n, a, d) => {
    expect(() => graphParameters(n, a, d)).toThrow(
      expect.objectContaining({ code: 'graph-parameters/bad-input' }),
    );
  });
});
