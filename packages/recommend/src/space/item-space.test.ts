import { featureOf } from '@parlour/catalogue';
import { plantedFeatures } from '@parlour/model/planted-features';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestRows } from './best-rows.ts';
import { addCompact, compactDot, compactFeatures } from './compact-features.ts';
import { expandedFeatures } from './expanded-features.ts';
import { itemSpace } from './item-space.ts';
import { alongMean, centredRow, cosineWith, lowColumn, lowCosine, lowDot } from './likeness.ts';
import { levelsOf } from './row-products.ts';

const features = plantedFeatures(240, 6);
// Real features are mostly 0.
for (let at = 0; at < features.values.length; at += 1) if ((at % 512) % 5 !== 0) features.values[at] = 0;
const compact = compactFeatures(features);
const kept = expandedFeatures(compact);
const space = itemSpace(compact);

describe('compact features', () => {
  it('lie where the matrix does', () => {
    for (let row = 0; row < features.rows; row += 1) {
      const [whole, few] = [featureOf(features, row), featureOf(kept, row)];
      const dot = whole.reduce((sum, value, d) => sum + value * few[d], 0);
      expect(dot / Math.hypot(...whole) / Math.hypot(...few)).toBeGreaterThan(0.99);
    }
  });
  it('of eight magnitudes or fewer are the matrix', () => {
    const values = features.values.map((value) => (value >> 5) * 32);
    const coarse = { ...features, values };
    expect(expandedFeatures(compactFeatures(coarse))).toEqual(coarse);
  });
  it('multiply as the kept matrix does', () => {
    const vector = Float32Array.from({ length: 512 }, (_, d) => Math.sin(d));
    for (const row of [0, 17, 239]) {
      const floats = featureOf(kept, row);
      const expected = floats.reduce((sum, value, d) => sum + value * vector[d], 0);
      expect(compactDot(compact, row, vector)).toBeCloseTo(expected, 4);
      const sum = new Float32Array(512);
      addCompact(compact, row, 2, sum);
      expect(sum[300]).toBeCloseTo(2 * floats[300], 5);
    }
  });
});

describe('the space', () => {
  it('has rows of unit length, whole and projected', () => {
    for (let row = 0; row < space.rows; row += 1) {
      const centred = centredRow(space, row);
      expect(cosineWith(space, row, centred, alongMean(space, centred))).toBeCloseTo(1, 3);
      expect(lowCosine(space, row, row)).toBeCloseTo(1, 1);
    }
  });
  it('keeps together what belongs together', () => {
    const same = lowCosine(space, 0, 6);
    for (const other of [1, 2, 3, 4, 5]) expect(lowCosine(space, 0, other)).toBeLessThan(same);
  });
  it('is the same for the same seed', () => {
    expect(itemSpace(compact).low).toEqual(space.low);
  });
  it('scores all rows as it scores one', () => {
    const vector = Float32Array.from({ length: 64 }, (_, d) => Math.cos(d));
    const column = lowColumn(space, levelsOf(vector));
    for (const row of [0, 100, 239]) expect(column[row]).toBeCloseTo(lowDot(space, row, vector), 4);
  });
  it('takes rows of which nothing is known', () => {
    const empty = compactFeatures({
      rows: 3,
      dimension: 512,
      values: new Int8Array(3 * 512),
      scales: new Float32Array(3),
    });
    expect(itemSpace(empty).inverseLengths).toEqual(new Float32Array(3));
  });
});

describe('the best rows', () => {
  it('are those of a sort', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.boolean()), { maxLength: 60 }),
        fc.integer({ min: 0, max: 20 }),
        (rows, count) => {
          const scores = Float32Array.from(rows, ([score]) => score);
          const allowed = Uint8Array.from(rows, ([, may]) => Number(may));
          const expected = [...rows.keys()]
            .filter((row) => rows[row][1] && rows[row][0] > -2)
            .sort((left, right) => scores[right] - scores[left] || left - right)
            .slice(0, count);
          expect([...bestRows(scores, allowed, count, -2)]).toEqual(expected);
        },
      ),
    );
  });
});
