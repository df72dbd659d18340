import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clip, norm } from './clip.ts';

describe('clip', () => {
  it('never leaves a vector longer than the bound, and keeps its direction', () => {
    const vectors = fc.array(fc.double({ min: -1e150, max: 1e150, noNaN: true }), {
      minLength: 1,
      maxLength: 50,
    });
    fc.assert(
      fc.property(vectors, fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (values, bound) => {
        const vector = Float64Array.from(values);
        const before = norm(vector);
        const clipped = clip(vector.slice(), bound);
        expect(norm(clipped)).toBeLessThanOrEqual(bound);
        if (before <= bound) expect(clipped).toEqual(vector);
        else expect(norm(clipped)).toBeGreaterThan(bound * (1 - 1e-9));
      }),
    );
  });

  it('makes zeros of what cannot be bounded', () => {
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, 1e300]) {
      expect([...clip(Float64Array.of(1, bad), 1)]).toEqual([0, 0]);
    }
  });
});
