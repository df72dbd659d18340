import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Whatever may run in a person's browser. The wire's table of routes is for servers and operators; it asks for nothing. */
const sources = globSync(['apps/viewer/src/**/*.{ts,tsx}', 'worker/src/**/*.ts', 'packages/*/src/**/*.ts'], {
  cwd: root,
})
  .filter((path) => !path.startsWith('packages/wire/src/api/') && !path.includes('.test.'))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

it('nothing that runs in a browser knows the address at which a cluster is asked for by its name', () => {
  expect(sources.length).toBeGreaterThan(500);
  expect(
    sources
      .filter(({ text }) => /v1\/clusters|\/clusters\/:id|clusters\/\$\{/.test(text))
      .map(({ path }) => path),
  ).toEqual([]);
});

it('has one door to public files, and that takes no more of them than the manifest and signed bundles name', () => {
  const doors = sources.filter(
    ({ path, text }) => path.startsWith('worker/src') && !path.includes('.test.') && /\bfetch\(/.test(text),
  );
  expect(doors.map(({ path }) => path).toSorted()).toEqual([
    'worker/src/public-files.ts',
    'worker/src/service-worker/catalogue.ts',
    'worker/src/service-worker/keep-catalogue.ts',
  ]);
});
