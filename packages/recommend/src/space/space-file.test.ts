import { plantedFeatures } from '@parlour/model/planted-features';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compactFeatures } from './compact-features.ts';
import { expandedFeatures } from './expanded-features.ts';
import { itemSpace } from './item-space.ts';
import { decodeSpace, encodeSpace, spaceVersion } from './space-file.ts';

const features = plantedFeatures(241, 6);
// Real features are mostly 0.
for (let at = 0; at < features.values.length; at += 1) if ((at % 512) % 5 !== 0) features.values[at] = 0;
const space = itemSpace(compactFeatures(features));
const origin = { catalogue: '0123456789abcdef', features: 1 };
const bytes = encodeSpace(space, origin);

describe('a kept space', () => {
  it('is the computed one, to the byte', () => {
    const kept = decodeSpace(bytes.slice(), origin);
    expect(kept).toEqual(space);
    if (kept === undefined) throw new Error('nothing was read');
    expect(encodeSpace(kept, origin)).toEqual(bytes);
  });
  it('holds the feature matrix', () => {
    expect(expandedFeatures(space.features)).toEqual(features);
  });
  it('is read from anywhere in memory', () => {
    for (const shift of [1, 4]) {
      const within = new Uint8Array(bytes.length + 8);
      within.set(bytes, shift);
      expect(decodeSpace(within.subarray(shift, shift + bytes.length), origin)).toEqual(space);
    }
  });
  it('of another catalogue, other features or another version is not used', () => {
    expect(decodeSpace(bytes, { ...origin, catalogue: '0123456789abcdee' })).toBeUndefined();
    expect(decodeSpace(bytes, { ...origin, features: 2 })).toBeUndefined();
    const other = bytes.slice();
    new Uint32Array(other.buffer)[1] = spaceVersion + 1;
    expect(decodeSpace(other, origin)).toBeUndefined();
  });
  it('that is damaged anywhere is not used', () => {
    fc.assert(
      fc.property(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const damaged = bytes.slice();
        damaged[at] ^= change;
        expect(decodeSpace(damaged, origin)).toBeUndefined();
      }),
    );
    for (let at = 0; at < 48; at += 1) {
      const damaged = bytes.slice();
      damaged[at] ^= 0x80;
      expect(decodeSpace(damaged, origin)).toBeUndefined();
    }
  });
  it('that is cut short, or is something else, is not used', () => {
    fc.assert(
      fc.property(fc.nat({ max: bytes.length - 1 }), (length) => {
        expect(decodeSpace(bytes.slice(0, length), origin)).toBeUndefined();
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (other) => {
        expect(decodeSpace(Uint8Array.from(other), origin)).toBeUndefined();
      }),
    );
  });
  it('of no titles is one too', () => {
    const none = itemSpace(
      compactFeatures({ rows: 0, dimension: 512, values: new Int8Array(0), scales: new Float32Array(0) }),
    );
    expect(decodeSpace(encodeSpace(none, origin), origin)).toEqual(none);
  });
  it('changes only with its version', () => {
    // Where this fails because spaces are computed otherwise, `spaceVersion` is to be raised with the sums.
    const sums = (encoded: Uint8Array<ArrayBuffer>) => [...new Uint32Array(encoded.buffer, 24, 2)];
    expect([spaceVersion, ...sums(bytes)]).toEqual([3, 37_239_346, 331_109_779]);
    const coarse = encodeSpace(itemSpace(compactFeatures(features, true)), origin);
    expect([spaceVersion, ...sums(coarse)]).toEqual([3, 4_213_809_199, 1_732_040_550]);
  });
});
