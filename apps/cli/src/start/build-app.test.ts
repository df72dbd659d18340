import { access, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApp } from './build-app.ts';

let builds: string;
beforeAll(async () => {
  builds = await mkdtemp(join(tmpdir(), 'parlour-builds-'));
});
afterAll(() => rm(builds, { recursive: true, force: true }));

test('two that build at once end with one whole build, and a third builds nothing', async () => {
  const viewers = join(builds, 'viewer');
  const [one, other] = await Promise.all([buildApp('viewer', viewers), buildApp('viewer', viewers)]);
  expect(one).toBe(other);
  expect(await readdir(viewers)).toHaveLength(1);
  for (const file of ['index.html', 'index.html.br', 'service-worker.js', 'service-worker.js.br', 'theme.js'])
    await access(join(one, file));
  expect(await buildApp('viewer', viewers)).toBe(one);
  // Only what is built for production registers it.
  const scripts = (await readdir(join(one, 'assets'))).filter((file) => file.endsWith('.js'));
  const texts = await Promise.all(scripts.map((file) => readFile(join(one, 'assets', file), 'utf8')));
  expect(process.env.NODE_ENV).toBe('test');
  expect(texts.some((text) => text.includes('/service-worker.js'))).toBe(true);
}, 240_000);

test('the console stands under its own path, with hashed files, and leaves no service worker', async () => {
  const folder = await buildApp('console', join(builds, 'console'));
  const page = await readFile(join(folder, 'index.html'), 'utf8');
  const asked = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path);
  expect(asked.length).toBeGreaterThan(2);
  for (const path of asked) {
    expect(path).toMatch(/^\/console\/(assets\/[\w.-]+-[\w-]{8}\.\w+|theme\.js|icon\.svg)$/);
    await access(join(folder, path.slice('/console/'.length)));
  }
  expect(page).not.toMatch(/<style|<script(?![^>]*\bsrc=)|\son\w+=|style=/);
  expect(await readdir(folder)).not.toContain('service-worker.js');
}, 240_000);
