import { access, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildViewer } from './build-viewer.ts';

test('two that build at once end with one whole build, and a third builds nothing', async () => {
  const builds = await mkdtemp(join(tmpdir(), 'parlour-builds-'));
  try {
    const [one, other] = await Promise.all([buildViewer(builds), buildViewer(builds)]);
    expect(one).toBe(other);
    expect(await readdir(builds)).toHaveLength(1);
    for (const file of ['index.html', 'index.html.br', 'service-worker.js', 'service-worker.js.br'])
      await access(join(one, file));
    expect(await buildViewer(builds)).toBe(one);
  } finally {
    await rm(builds, { recursive: true, force: true });
  }
}, 240_000);
