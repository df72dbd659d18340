import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checksum } from './checksum.ts';
import { decodePersonalModel, encodePersonalModel } from './model-bytes.ts';
import type { PersonalModel } from './personal-model.ts';

const float = fc.float({ noNaN: true, noDefaultInfinity: true }).map((value) => Math.fround(value));
const anyModel: fc.Arbitrary<PersonalModel> = fc.record({
  catalogueVersion: fc.string(),
  featureVersion: fc.string(),
  vector: fc.array(float, { minLength: 1, maxLength: 20 }).map((values) => Float32Array.from(values)),
  shares: fc.array(fc.record({ item: fc.string({ unit: 'grapheme' }), coefficient: float })),
  steps: fc.nat(),
  trainedAt: fc.nat(),
  events: fc.nat(),
});

describe('the saved personal model', () => {
  test('comes back as it was', () => {
    fc.assert(
      fc.property(anyModel, (model) => {
        expect(decodePersonalModel(encodePersonalModel(model))).toEqual(model);
      }),
      { verbose: true },
    );
  });

  test('a flipped bit or a missing end is refused', () => {
    fc.assert(
      fc.property(anyModel, fc.nat(), fc.integer({ min: 0, max: 7 }), (model, where, bit) => {
        const bytes = encodePersonalModel(model);
        const at = where % bytes.length;
        const flipped = bytes.slice();
        flipped[at] = (flipped[at] ?? 0) ^ (1 << bit);
        expect(() => decodePersonalModel(flipped)).toThrow(
          expect.objectContaining({
            code: expect.stringMatching(/^model\/(damaged|future-version)$/) as string,
          }),
        );
        expect(() => decodePersonalModel(bytes.subarray(0, at))).toThrow(
          expect.objectContaining({ code: 'model/damaged' }),
        );
      }),
      { verbose: true },
    );
  });

  test('a future version is named as such', () => {
    const bytes = encodePersonalModel(fc.sample(anyModel, { numRuns: 1, seed: 1 })[0] as PersonalModel);
    bytes[4] = 2;
    expect(() => decodePersonalModel(bytes)).toThrow(
      expect.objectContaining({ code: 'model/future-version' }),
    );
  });

  test('the checksum is the one everybody uses', () => {
    expect(checksum(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  });
});
