import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const house = mkdtempSync(join(tmpdir(), 'parlour-lint-'));
copyFileSync(join(root, '.oxlintrc.json'), join(house, '.oxlintrc.json'));
afterAll(() => rmSync(house, { recursive: true, force: true }));

/** Lints one file as if it stood at `path` of the repository; gives what the linter says. */
function lint(path: string, text: string): string {
  const file = join(house, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  const oxlint = join(root, 'node_modules', 'oxlint', 'bin', 'oxlint');
  const { stdout } = spawnSync(process.execPath, [oxlint, '-c', '.oxlintrc.json', path], {
    cwd: house,
    encoding: 'utf8',
  });
  return stdout;
}

describe('the boundaries of the rooms', () => {
  const forbidden: [string, string, RegExp][] = [
    ['packages/vault/src/a.ts', "await fetch('/x');", /Only the doors/],
    ['packages/model/src/a.ts', "new WebSocket('wss://x');", /Only the doors/],
    ['packages/recommend/src/a.ts', "new EventSource('/x');", /Only the doors/],
    ['apps/viewer/src/a.ts', 'new XMLHttpRequest();', /Only the doors/],
    ['apps/viewer/src/b.ts', "navigator.sendBeacon('/x');", /sendBeacon/],
    ['apps/viewer/src/c.ts', "globalThis.fetch('/x');", /fetch/],
    ['worker/src/brain/a.ts', "self.fetch('/x');", /fetch/],
    ['packages/catalogue/src/a.ts', "import '@parlour/server';", /never import/],
    ['packages/wire/src/a.ts', "import '@parlour/vault';", /imports nothing of ours/],
    ['server/src/a.ts', "import '@parlour/vault';", /neither the vault/],
    ['apps/viewer/src/d.ts', "import '@parlour/vault';", /only the worker computes/],
    ['apps/console/src/pages/a.ts', "await fetch('/api/operator/rounds');", /Only the doors/],
    ['apps/console/src/a.ts', "import '@parlour/vault';", /operators' API/],
    ['packages/interface/src/a.ts', "import '@parlour/model';", /nothing of what they are/],
    ['packages/sync/src/transport/a.ts', "new WebSocket('wss://x');", /Only the doors/],
    ['packages/vault/src/b.ts', 'export const x: any = 1;', /any/],
    ['packages/vault/src/c.ts', 'export default 1;', /default/],
  ];
  it.each(forbidden)('%s may not: %s', (path, text, complaint) => {
    expect(lint(path, text)).toMatch(complaint);
  });

  it.each([
    'worker/src/public-files.ts',
    'apps/console/src/api/ask.ts',
    'packages/sync/src/transport/ask-relay.ts',
  ])('lets %s open connections', (door) => {
    expect(lint(door, "export const get = () => fetch('/x');")).not.toMatch(/Only the doors/);
  });

  it('lets the interface name errors', () => {
    const text = "import { ParlourError } from '@parlour/wire';\nexport const x = ParlourError;";
    expect(lint('packages/interface/src/b.ts', text)).not.toMatch(/nothing of what/);
  });
});
