import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeColumns } from '../publish/index.ts';
import { anyItems, seed } from '../snapshot/any-items.ts';
import type { Catalogue } from '../snapshot/catalogue.ts';
import { openCatalogue } from '../snapshot/open-catalogue.ts';
import { sampleItems } from '../snapshot/sample-items.ts';
import { contentFeatures, contentFeaturesInSlices, featureVersion } from './content-features.ts';
import { type FeatureMatrix, featureDimension, featureOf } from './feature-matrix.ts';

console.log(`feature properties, seed ${seed}`);

const sample = openCatalogue(encodeColumns(sampleItems));
const features = contentFeatures(sample);

test('the features of this version are these, bit by bit: raise featureVersion with this sum', () => {
  const hash = createHash('sha256');
  for (const { id } of sampleItems) hash.update(new Uint8Array(featureOf(features, sample.rowOf(id)).buffer));
  const sum = hash.digest('hex');
  expect({ featureVersion, sum: sum.slice(0, 16) }).toEqual({ featureVersion: 1, sum: '2c5943536d7e4ce5' });
});

test('each row has unit length, or is zero where nothing is known', () => {
  fc.assert(
    fc.property(anyItems(), (items) => {
      const matrix = contentFeatures(openCatalogue(encodeColumns(items)));
      expect(matrix.values.length).toBe(items.length * featureDimension);
      for (let row = 0; row < matrix.rows; row++) {
        // Each of the coordinates is off by at most half a step of the 8-bit grid.
        const quantisation = (Math.sqrt(featureDimension) * matrix.scales[row]) / 2;
        expect(Math.abs(lengthOf(featureOf(matrix, row)) - 1)).toBeLessThanOrEqual(quantisation + 1e-6);
      }
    }),
    { seed, numRuns: 100 },
  );
});

test('the same items in another order have the same features', () => {
  const again = contentFeatures(openCatalogue(encodeColumns(sampleItems.toReversed())));
  expect(again).toEqual(features);
});

test('in slices it is the same matrix, with pauses and growing progress', async () => {
  const many = openCatalogue(
    encodeColumns(
      Array.from({ length: 150 }, (_, i) =>
        sampleItems.map((item) => ({ ...item, id: `${item.id}:${i}` })),
      ).flat(),
    ),
  );
  let pauses = 0;
  const seen: number[] = [];
  const sliced = await contentFeaturesInSlices(
    many,
    async () => void pauses++,
    (fraction) => seen.push(fraction),
  );
  expect(sliced).toEqual(contentFeatures(many));
  expect(pauses).toBeGreaterThanOrEqual(4);
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect(seen.every((fraction) => fraction >= 0 && fraction <= 1)).toBe(true);
});

describe('what is alike is near', () => {
  test.each([
    ['Harbour Lights', 'Harbour Lights: The Return'],
    ['Orbit of Glass', 'Orbit of Glass 2'],
    ['Midnight Ledger', 'The Velvet Alibi'],
    ['千の灯', '風の図書館'],
    ['Deep Blue Hours', 'Forest Hours'],
    ['Knives at Noon', 'The Long Trail South'],
  ])('%s: %s', (name, expected) => {
    expect(sample.name(nearest(sample, features, rowNamed(name)))).toBe(expected);
  });

  test('nearby years are nearer than far ones, all else equal', () => {
    const item = { ...(sampleItems[0] as (typeof sampleItems)[0]) };
    const years = [1990, 1997, 2010].map((year) => ({ ...item, id: `movie:x:${year}`, year }));
    const catalogue = openCatalogue(encodeColumns(years));
    const matrix = contentFeatures(catalogue);
    const of = (year: number) => featureOf(matrix, catalogue.rowOf(`movie:x:${year}`));
    expect(dot(of(1990), of(1997))).toBeGreaterThan(dot(of(1990), of(2010)) + 0.1);
  });
});

function rowNamed(name: string): number {
  return sample.rowOf((sampleItems.find((item) => item.name === name) as (typeof sampleItems)[0]).id);
}

function nearest(catalogue: Catalogue, matrix: FeatureMatrix, row: number): number {
  const own = featureOf(matrix, row);
  const others = Array.from({ length: catalogue.size }, (_, other) => other).filter((other) => other !== row);
  return others.reduce((best, other) =>
    dot(own, featureOf(matrix, other)) > dot(own, featureOf(matrix, best)) ? other : best,
  );
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, d) => sum + value * (b[d] as number), 0);
}

function lengthOf(vector: Float32Array): number {
  return Math.sqrt(dot(vector, vector));
}
