import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { epsilonOf, rdpOfRound } from './epsilon-of.ts';
import type { EpsilonRequest, SkellamRequest } from './epsilon-request.ts';
import { gaussianOrders, skellamOrders } from './orders.ts';

const gaussian: EpsilonRequest = { mechanism: 'gaussian', noiseMultiplier: 3.7304, delta: 1e-5 };
const skellam: SkellamRequest = {
  mechanism: 'skellam',
  noiseMultiplier: 3.7304,
  clip: 1,
  beta: Math.exp(-0.5),
  dimension: 2 ** 18,
  scale: 16_384,
  delta: 1e-6,
};

describe('epsilon', () => {
  test('of one participation at the default noise is 1.0 at delta 1e-5', () => {
    const { epsilon, method, order } = epsilonOf(gaussian);
    expect(epsilon).toBeCloseTo(1, 3);
    expect({ method, order }).toEqual({ method: 'exact', order: null });
  });

  test('of eight participations with Skellam noise is at most 4 at delta 1e-6, of nine more than with eight', () => {
    const eight = epsilonOf({ ...skellam, rounds: 8 });
    expect(eight.epsilon).toBeLessThan(4);
    expect(eight.method).toBe('rdp');
    expect(epsilonOf({ ...skellam, rounds: 9 }).epsilon).toBeGreaterThan(4);
  });

  test('comes from the tightest accountant there is, unless another is asked for', () => {
    const method = (more: Partial<EpsilonRequest>) =>
      epsilonOf({ ...gaussian, ...more } as EpsilonRequest).method;
    expect(method({})).toBe('exact');
    expect(method({ accountant: 'exact' })).toBe('exact');
    expect(method({ accountant: 'pld' })).toBe('pld');
    expect(method({ accountant: 'rdp' })).toBe('rdp');
    expect(method({ samplingRate: 0.1 })).toBe('pld');
    expect(epsilonOf({ ...skellam, samplingRate: 0.1 }).method).toBe('rdp');
    expect(epsilonOf({ ...skellam, accountant: 'rdp' })).toEqual(epsilonOf(skellam));
  });

  test('of the three accountants: exact <= loss distributions <= Rényi', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 20, noNaN: true }),
        fc.integer({ min: 1, max: 64 }),
        (noiseMultiplier, rounds) => {
          const by = (accountant: 'exact' | 'pld' | 'rdp') =>
            epsilonOf({ mechanism: 'gaussian', noiseMultiplier, rounds, delta: 1e-6, accountant }).epsilon;
          expect(by('pld')).toBeGreaterThanOrEqual(by('exact') * (1 - 1e-12));
          expect(by('rdp')).toBeGreaterThanOrEqual(by('pld'));
        },
      ),
      { numRuns: 25 },
    );
  });

  test('claims nothing for sampling unless it is said to be enforced', () => {
    expect(epsilonOf(skellam)).toEqual(epsilonOf({ ...skellam, samplingRate: 1, rounds: 1 }));
    expect(epsilonOf({ ...skellam, samplingRate: 0.01, rounds: 100 }).epsilon).toBeLessThan(
      epsilonOf({ ...skellam, rounds: 100 }).epsilon,
    );
  });

  test('more orders never cost, and the order named is one of those given', () => {
    const some = [2, 5, 9];
    const { epsilon, order } = epsilonOf({ ...skellam, rdpOrders: some });
    expect(some).toContain(order);
    expect(epsilonOf({ ...skellam, rdpOrders: [...some, 14, 20] }).epsilon).toBeLessThanOrEqual(epsilon);
    expect(epsilonOf(skellam).epsilon).toBeLessThanOrEqual(epsilon);
  });

  test('orders are the customary ones by default', () => {
    expect(rdpOfRound(gaussian).orders).toBe(gaussianOrders);
    expect(rdpOfRound(skellam).orders).toBe(skellamOrders);
    expect(gaussianOrders.slice(0, 3)).toEqual([1.1, 1.2, 1.3]);
    expect(gaussianOrders.slice(97, 101)).toEqual([10.8, 10.9, 11, 12]);
    expect(gaussianOrders.slice(-5)).toEqual([63, 128, 256, 512, 1024]);
    expect(skellamOrders.every(Number.isInteger)).toBe(true);
  });
});

describe('a request that makes no sense', () => {
  const asked =
    (request: Partial<EpsilonRequest> | Partial<SkellamRequest>, base: EpsilonRequest = skellam) =>
    () =>
      epsilonOf({ ...base, ...request } as EpsilonRequest);
  const nonsense = expect.objectContaining({
    code: 'accountant/bad-input',
    mend: expect.stringContaining('Give'),
  });

  test.each([
    { noiseMultiplier: 0 },
    { noiseMultiplier: Number.NaN },
    { noiseMultiplier: -1 },
    { samplingRate: 0 },
    { samplingRate: 1.5 },
    { rounds: 0 },
    { rounds: 2.5 },
    { rounds: Number.POSITIVE_INFINITY },
    { delta: 0 },
    { delta: -1e-5 },
    { delta: 1e-201 },
    { delta: 1 },
    { delta: Number.NaN },
    { clip: 0 },
    { beta: 1 },
    { beta: -0.1 },
    { dimension: 0 },
    { dimension: 1.5 },
    { scale: 0 },
    { cohort: 0 },
    { cohort: 2.5 },
    { cohort: Number.NaN },
    { rdpOrders: [] },
    { rdpOrders: [2, 1] },
    { rdpOrders: [Number.NaN] },
  ])('is refused: %o', (request) => {
    expect(asked(request)).toThrow(nonsense);
  });

  test('as is an accountant that does not know the mechanism', () => {
    const unsupported = expect.objectContaining({ code: 'accountant/unsupported' });
    expect(asked({ accountant: 'exact' })).toThrow(unsupported);
    expect(asked({ accountant: 'pld' })).toThrow(unsupported);
    expect(asked({ accountant: 'exact', samplingRate: 0.5 }, gaussian)).toThrow(unsupported);
  });
});
