import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pad, padme, unpad } from './padding.ts';

test('PADME never shrinks, costs at most 12 %, and has few sizes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 30 }), (length) => {
      const padded = padme(length);
      expect(padded).toBeGreaterThanOrEqual(length);
      expect(padded).toBeLessThanOrEqual(length * 1.12 + 1);
      expect(padme(padded)).toBe(padded);
    }),
  );
  expect(new Set(Array.from({ length: 100_000 }, (_, i) => padme(i))).size).toBeLessThan(200);
});

test.each([
  // Computed by hand from section 4 of the paper.
  [0, 0],
  [8, 8],
  [9, 10],
  [200, 208],
  [1000, 1024],
  [1_000_000, 1_015_808],
])('PADME of %i is %i', (length, padded) => {
  expect(padme(length)).toBe(padded);
});

test('unpads what it padded', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), fc.integer({ min: 0, max: 1000 }), (plain, least) => {
      const padded = pad(plain, least);
      expect(padded.length).toBeGreaterThanOrEqual(least);
      expect(unpad(padded)).toEqual(plain);
    }),
  );
});

test('refuses a length that does not fit', () => {
  expect(unpad(new Uint8Array(3))).toBeUndefined();
  expect(unpad(Uint8Array.of(2, 0, 0, 0, 7))).toBeUndefined();
  expect(unpad(Uint8Array.of(1, 0, 0, 0, 7))).toEqual(Uint8Array.of(7));
});
