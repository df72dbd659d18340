import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { roundedNorms } from './rounded-norms.ts';

const rounding = fc.record({
  clip: fc.double({ min: 0.01, max: 10, noNaN: true }),
  scale: fc.double({ min: 1, max: 1e5, noNaN: true }),
  dimension: fc.integer({ min: 1, max: 2 ** 18 }),
  beta: fc.double({ min: 0, max: 0.99, noNaN: true }),
});

describe('norms after conditional rounding', () => {
  test('are those of the paper for a known case', () => {
    // clip 1, scale 1024, dimension 65536, beta e^(-1/2): 1024^2 + 16384 + 1 * (1024 + 128)
    const { l1, l2 } = roundedNorms({ clip: 1, scale: 1024, dimension: 65_536, beta: Math.exp(-0.5) });
    expect(l2 * l2).toBeCloseTo(1024 ** 2 + 16_384 + 1152, 4);
    expect(l1).toBeCloseTo(256 * l2, 4);
  });

  test('are never below the clip, nor above what rounding every coordinate away from 0 makes', () => {
    fc.assert(
      fc.property(rounding, (r) => {
        const { l1, l2 } = roundedNorms(r);
        expect(l2).toBeGreaterThanOrEqual(r.clip * r.scale);
        expect(l2).toBeLessThanOrEqual(r.clip * r.scale + Math.sqrt(r.dimension));
        expect(l1).toBeLessThanOrEqual(Math.sqrt(r.dimension) * l2);
        expect(l1).toBeLessThanOrEqual(l2 * l2);
      }),
    );
  });

  test('allowing less bias allows longer vectors', () => {
    fc.assert(
      fc.property(rounding, fc.double({ min: 0, max: 1, noNaN: true }), (r, part) => {
        expect(roundedNorms({ ...r, beta: r.beta * part }).l2).toBeGreaterThanOrEqual(roundedNorms(r).l2);
      }),
    );
  });

  test('bias of 0 is no condition at all', () => {
    expect(roundedNorms({ clip: 1, scale: 10, dimension: 16, beta: 0 }).l2).toBe(14);
  });
});
