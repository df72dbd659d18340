import type { CatalogueManifest, PublicFile } from '@parlour/wire';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withCanaries } from './with-canaries.ts';

const file = (path: string): PublicFile => ({ path, sha256: '0'.repeat(64), bytes: 1, brotliBytes: 1 });
const published: CatalogueManifest = {
  format: 1,
  version: '0'.repeat(16),
  publishedAt: 0,
  items: 0,
  columns: file('columns'),
  collaborative: file('old'),
  canaries: [
    { model: 'collaborative', share: 0.25, file: file('new') },
    { model: 'fusion', share: 0.5, file: file('weights') },
  ],
};

describe('models on trial', () => {
  test('are used by a visit that draws below their share, the published ones by the others', () => {
    const draws = (...values: number[]) => withCanaries(published, () => values.shift() ?? 1).manifest;
    expect(draws(0.2499, 0.5)).toMatchObject({ collaborative: { path: 'new' } });
    expect(draws(0.2499, 0.5).fusion).toBeUndefined();
    expect(draws(0.25, 0.4999)).toMatchObject({
      collaborative: { path: 'old' },
      fusion: { path: 'weights' },
    });
  });

  test('leave every visit with the same files to fetch in the same order, whatever it draws', () => {
    const unit = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(unit, unit, (...values) => {
        const { trials } = withCanaries(published, () => values.shift() ?? 0);
        expect(trials.map(({ path }) => path)).toEqual(['old', 'new', 'weights']);
      }),
    );
  });

  test('are none where none are published', () => {
    const { canaries: _, ...without } = published;
    expect(withCanaries(without, () => 0)).toEqual({ manifest: without, trials: [] });
  });
});
