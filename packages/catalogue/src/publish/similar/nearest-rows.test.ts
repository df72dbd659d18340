import { expect, test } from 'vitest';
import { contentFeatures } from '../../features/content-features.ts';
import { featureOf } from '../../features/feature-matrix.ts';
import { openCatalogue } from '../../snapshot/open-catalogue.ts';
import { sampleItems } from '../../snapshot/sample-items.ts';
import { encodeColumns } from '../encode-columns.ts';
import { nearestRows } from './nearest-rows.ts';
import { sparseFeatures } from './sparse-features.ts';

/** 3,040 items: the sample over and over, genres and synopses mixed by arithmetic. */
const items = Array.from({ length: 152 }, (_, copy) =>
  sampleItems.map((item, i) => {
    const other = sampleItems[(i * 7 + copy * 3) % sampleItems.length] as (typeof sampleItems)[0];
    const year = 1950 + ((copy * 13 + i * 5) % 70);
    return {
      ...item,
      id: `${item.id}:${copy}`,
      synopsis: `${item.synopsis} ${other.synopsis} ${copy % 9}${i}`,
      genres: other.genres,
      year,
    };
  }),
).flat();
const matrix = contentFeatures(openCatalogue(encodeColumns(items)));
const features = sparseFeatures(matrix);
const k = 10;

/** The feature as quantised, at unit length again. */
function unit(row: number): Float32Array {
  const vector = featureOf(matrix, row);
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return vector.map((value) => value / length);
}

test('searching every cluster is exact', async () => {
  const nearest = await nearestRows(features, k);
  for (const row of [0, 1, 777, 1500, 3039]) {
    const own = unit(row);
    const cosines = Array.from({ length: matrix.rows }, (_, other) => {
      const vector = unit(other);
      return other === row ? -1 : own.reduce((sum, value, d) => sum + value * (vector[d] as number), 0);
    });
    const expected = cosines.toSorted((a, b) => b - a).slice(0, k);
    Array.from(nearest.cosines.subarray(row * k, row * k + k)).forEach((cosine, i) => {
      expect(cosine).toBeCloseTo(expected[i] as number, 4);
    });
  }
});

test('searching the nearest clusters finds nearly all, with true cosines', async () => {
  const exact = await nearestRows(features, k);
  const probed = await nearestRows(features, k, { probes: 2 });
  let found = 0;
  for (let row = 0; row < matrix.rows; row++) {
    const true_ = exact.cosines[row * k + k - 1] as number;
    for (let i = 0; i < k; i++) if ((probed.cosines[row * k + i] as number) >= true_ - 1e-6) found++;
  }
  expect(found / (matrix.rows * k)).toBeGreaterThan(0.9);
});

test('progress grows to one', async () => {
  const seen: number[] = [];
  await nearestRows(features, k, { probes: 1, onProgress: (fraction) => seen.push(fraction) });
  expect(seen.at(-1)).toBe(1);
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
});

test('fewer items than neighbours leave places empty', async () => {
  const two = sparseFeatures(contentFeatures(openCatalogue(encodeColumns(sampleItems.slice(0, 2)))));
  const nearest = await nearestRows(two, 3);
  expect(Array.from(nearest.rows)).toEqual([1, -1, -1, 0, -1, -1]);
});
