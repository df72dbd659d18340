import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

interface PackageJson {
  readonly name: string;
  readonly private?: boolean;
  readonly license?: string;
  readonly dependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
}

const paths = [
  'package.json',
  ...globSync('{apps,packages}/*/package.json', { cwd: root }),
  ...globSync('{server,worker,e2e,bench}/package.json', { cwd: root }),
];
const packages = paths.map((path) => JSON.parse(readFileSync(`${root}${path}`, 'utf8')) as PackageJson);
const dependencies = packages.flatMap((one) =>
  Object.entries({ ...one.dependencies, ...one.devDependencies }),
);

describe('workspaces', () => {
  it('are private and Apache-2.0', () => {
    for (const one of packages) expect(one, one.name).toMatchObject({ private: true, license: 'Apache-2.0' });
  });

  it('name exact versions', () => {
    const outside = dependencies.filter(([name]) => !name.startsWith('@parlour/'));
    expect(outside.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });

  it('give one line of reason for each dependency in docs/dependencies.md', () => {
    const reasons = readFileSync(`${root}docs/dependencies.md`, 'utf8');
    const outside = [...new Set(dependencies.map(([name]) => name))].filter(
      (name) => !name.startsWith('@parlour/'),
    );
    expect(outside.filter((name) => !reasons.includes(`| ${name} |`))).toEqual([]);
  });
});
