import type { CatalogueManifest, PublicFile } from '@parlour/wire';
import { describe, expect, test } from 'vitest';
import { nobodyTries } from './trials/trial-arm.ts';
import { withCanaries } from './with-canaries.ts';

const file = (path: string): PublicFile => ({ path, sha256: '0'.repeat(64), bytes: 1, brotliBytes: 1 });
const [first, second] = ['1'.repeat(32), '2'.repeat(32)];
const published: CatalogueManifest = {
  format: 1,
  version: '0'.repeat(16),
  publishedAt: 0,
  items: 0,
  columns: file('columns'),
  collaborative: file('old'),
  canaries: [
    { model: 'collaborative', experiment: first, share: 0.25, file: file('new') },
    { model: 'fusion', experiment: second, share: 0.5, file: file('weights') },
  ],
};

describe('models on trial', () => {
  test('are used by whose arm is the candidate’s, the published ones by the others', async () => {
    const seen: unknown[] = [];
    const tries = (one: string) =>
      withCanaries(published, (experiment, share) => {
        seen.push([experiment, share]);
        return Promise.resolve(experiment === one ? 'candidate' : 'current');
      });
    const { manifest, arms } = await tries(first);
    expect(manifest).toMatchObject({ collaborative: { path: 'new' } });
    expect(manifest.fusion).toBeUndefined();
    expect(arms).toEqual([
      { model: 'collaborative', experiment: first, share: 0.25, arm: 'candidate' },
      { model: 'fusion', experiment: second, share: 0.5, arm: 'current' },
    ]);
    expect((await tries(second)).manifest).toMatchObject({
      collaborative: { path: 'old' },
      fusion: { path: 'weights' },
    });
    expect(seen.slice(0, 2)).toEqual([
      [first, 0.25],
      [second, 0.5],
    ]);
  });

  test('are used by nobody as long as no vault is open, and where nothing is asked of them', async () => {
    expect((await withCanaries(published, nobodyTries)).manifest.collaborative).toEqual(file('old'));
    const unasked = {
      ...published,
      canaries: [{ model: 'fusion' as const, share: 0.5, file: file('weights') }],
    };
    expect(await withCanaries(unasked, () => Promise.resolve('candidate'))).toEqual({
      manifest: unasked,
      arms: [],
    });
  });
});
