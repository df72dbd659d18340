import fc from 'fast-check';
import { expect, test } from 'vitest';
import { levelsOf } from '../../space/row-products.ts';
import { cosineOf, cosines, embeddingsOf, graphSpace } from './graph-space.ts';
import { plantedModel } from './test-graph.ts';

const rows = 4_100;
const space = graphSpace(plantedModel(rows, 7));
const anyVector = fc
  .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 64, maxLength: 64 })
  .filter((values) => Math.hypot(...values) > 1e-3)
  .map((values) => Float64Array.from(values, (value) => value / Math.hypot(...values)));

test('cosines are right to the fourth digit, one by one and all at once the same', () => {
  fc.assert(
    fc.property(anyVector, fc.uniqueArray(fc.nat(rows - 1), { minLength: 1 }), (vector, some) => {
      const levels = levelsOf(vector);
      const all = cosines(space, levels);
      const embeddings = embeddingsOf(space, some);
      some.forEach((row, at) => {
        const exact = vector.reduce((sum, value, i) => sum + value * embeddings[64 * at + i], 0);
        expect(Math.abs(all[row] - exact)).toBeLessThan(1e-4);
        expect(cosineOf(space, levels, row)).toBe(all[row]);
      });
    }),
    { verbose: true },
  );
});
