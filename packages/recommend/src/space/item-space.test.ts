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
const coarse = compactFeatures(features, true);
const space = itemSpace(compact);

describe('compact features', () => {
  it('are the matrix, to the byte, whatever it holds', () => {
    expect(expandedFeatures(compact)).toEqual(features);
    const entry = fc.tuple(fc.nat(511), fc.integer({ min: -127, max: 127 }));
    fc.assert(
      fc.property(fc.array(fc.array(entry, { maxLength: 30 }), { maxLength: 6 }), (rows) => {
        const any = {
          rows: rows.length,
          dimension: 512,
          values: new Int8Array(512 * rows.length),
          scales: Float32Array.from(rows, (_, row) => row / 10),
        } as const;
        for (const [row, entries] of rows.entries())
          for (const [d, value] of entries) any.values[row * 512 + d] = value;
        expect(expandedFeatures(compactFeatures(any))).toEqual(any);
      }),
      { verbose: true },
    );
  });
  it('of eight magnitudes a row lie where the matrix does', () => {
    const kept = expandedFeatures(coarse);
    expect(coarse.bytes.length).toBeLessThan(0.6 * compact.bytes.length);
    for (let row = 0; row < features.rows; row += 1) {
      const [whole, few] = [featureOf(features, row), featureOf(kept, row)];
      const dot = whole.reduce((sum, value, d) => sum + value * few[d], 0);
      expect(dot / Math.hypot(...whole) / Math.hypot(...few)).toBeGreaterThan(0.99);
    }
  });
  it('of eight magnitudes a row are the matrix where that has no more', () => {
    const values = features.values.map((value) => (value >> 5) * 32);
    const few = { ...features, values };
    expect(expandedFeatures(compactFeatures(few, true))).toEqual(few);
  });
  it('are of eight magnitudes a row from a hundred thousand titles on, and never before', () => {
    const repeated = (rows: number) => {
      const values = new Int8Array(rows * 512);
      const scales = new Float32Array(rows);
      // Few rows are enough to tell; the others are empty.
      values.set(features.values.subarray(0, 10 * 512));
      scales.set(features.scales.subarray(0, 10));
      return { rows, dimension: 512, values, scales } as const;
    };
    const below = repeated(99_999);
    expect(compactFeatures(below)).toEqual(compactFeatures(below, false));
    const from = repeated(100_000);
    expect(compactFeatures(from)).toEqual(compactFeatures(from, true));
  });
  it.each([
    ['whole', compact],
    ['of eight magnitudes a row', coarse],
  ])('%s multiply as the matrix that they keep', (_, compacted) => {
    const kept = expandedFeatures(compacted);
    const vector = Float32Array.from({ length: 512 }, (_, d) => Math.sin(d));
    for (const row of [0, 17, 239]) {
      const floats = featureOf(kept, row);
      const expected = floats.reduce((sum, value, d) => sum + value * vector[d], 0);
      expect(compactDot(compacted, row, vector)).toBeCloseTo(expected, 4);
      const sum = new Float32Array(512);
      addCompact(compacted, row, 2, sum);
      for (let d = 0; d < 512; d += 1) expect(sum[d]).toBeCloseTo(2 * floats[d], 5);
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
