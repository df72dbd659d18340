import { describe, expect, test } from 'vitest';
import { plantedFeatures } from '../planted-features.ts';
import { fastest, type Measurement, measureBackends } from './measure-backends.ts';
import { openBackend } from './open-backend.ts';

const measured = (name: Measurement['name'], scoreMs: number, available = true): Measurement => ({
  name,
  available,
  detail: '',
  scoreMs: available ? scoreMs : undefined,
  trainMs: available ? 1 : undefined,
  rows: 10,
});

describe('choosing a backend', () => {
  test('takes the fastest that is right', () => {
    expect(fastest([measured('typed-arrays', 9), measured('wasm', 4), measured('webgpu', 1, false)])).toBe(
      'wasm',
    );
  });

  test('falls back on plain arrays', () => {
    expect(fastest([])).toBe('typed-arrays');
    expect(fastest([measured('cpu', 1, false)])).toBe('typed-arrays');
  });

  test('measures what is there, and says why the rest is not', async () => {
    const features = plantedFeatures(64, 2);
    const seen: string[] = [];
    const results = await measureBackends(features, {
      open: (name) => (matrix) => openBackend(name, matrix),
      clock: () => performance.now(),
      onProgress: (name) => seen.push(name),
    });
    expect(seen).toEqual(['typed-arrays', 'wasm', 'webgpu', 'cpu']);
    const available = results.filter((result) => result.available).map((result) => result.name);
    expect(available).toEqual(['typed-arrays', 'wasm', 'cpu']);
    for (const result of results) expect(result.scoreMs !== undefined).toBe(result.available);
    expect(results.find((result) => result.name === 'webgpu')?.detail).toContain('did not start');
  });

  test('waits until nothing else needs the processor', async () => {
    const done: string[] = [];
    await measureBackends(plantedFeatures(64, 2), {
      open: (name) => (matrix) => {
        done.push(name);
        return openBackend('typed-arrays', matrix);
      },
      clock: () => performance.now(),
      quiet: () => Promise.resolve(void done.push('quiet')),
    });
    expect(done).toEqual(['typed-arrays', 'wasm', 'webgpu', 'cpu'].flatMap((name) => ['quiet', name]));
  });

  test('never takes a fast backend whose results differ', async () => {
    const features = plantedFeatures(64, 2);
    const results = await measureBackends(features, {
      open: (name) => async (matrix) => {
        const plain = await openBackend('typed-arrays', matrix);
        if (name !== 'webgpu') return plain;
        return {
          ...plain,
          name,
          score: async (vector) => (await plain.score(vector)).map((score) => score * 2),
        };
      },
      clock: () => 0,
    });
    const webgpu = results.find((result) => result.name === 'webgpu');
    expect(webgpu).toMatchObject({ available: false, scoreMs: undefined });
    expect(webgpu?.detail).toContain('differ');
  });
});
