import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockStore } from '@parlour/catalogue/import';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { type DataFolder, openDataFolder } from '../data-folder.ts';
import { importWork } from './import-work.ts';

const film = { '@context': 'https://schema.org', '@type': 'Movie', name: 'One', datePublished: '1999' };
const options = { name: 'feed', format: 'jsonld', publish: false } as const;
let data: DataFolder;
let feed: Server;
let base: string;

beforeAll(async () => {
  data = await openDataFolder(await mkdtemp(join(tmpdir(), 'parlour-import-work-')));
  feed = createServer((request, response) => {
    if (request.url === '/moved') response.writeHead(302, { location: '/feed.ndjson' }).end();
    else if (request.url === '/around') response.writeHead(302, { location: '/around' }).end();
    else if (request.url === '/feed.ndjson') response.end(`${JSON.stringify(film)}\n`);
    else response.writeHead(404).end();
  }).listen(0, '127.0.0.1');
  await once(feed, 'listening');
  base = `http://127.0.0.1:${(feed.address() as AddressInfo).port}`;
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => vi.unstubAllEnvs());
afterAll(async () => {
  feed.close();
  await rm(data.root, { recursive: true, force: true });
});

const refresh = (path: string) =>
  importWork(data, { job: 'a-job', options, url: base + path }, () => undefined);
const left = () => readdir(data.uploads).catch(() => []);

it('a source is fetched along redirects and imported, once and again, and nothing of it is left', async () => {
  vi.stubEnv('PARLOUR_PRIVATE_SOURCES', '1');
  expect(await refresh('/moved')).toMatchObject({
    result: { added: 1, titles: 1, published: null },
    rejected: [],
  });
  expect(await refresh('/feed.ndjson')).toMatchObject({ result: { added: 0, unchanged: 1 } });
  for (const path of ['/gone', '/around'])
    await expect(refresh(path)).rejects.toMatchObject({ code: 'catalogue/unreachable-source' });
  expect(await left()).toEqual([]);
});

it('addresses of private networks are not asked unless they may be', async () => {
  const asked = vi.fn<() => void>();
  feed.on('request', asked);
  await expect(refresh('/feed.ndjson')).rejects.toMatchObject({ code: 'catalogue/unreachable-source' });
  expect(asked).not.toHaveBeenCalled();
});

it('while somebody else is at the catalogue, the file waits', async () => {
  vi.stubEnv('PARLOUR_PRIVATE_SOURCES', '1');
  const lock = await lockStore(data.catalogueStore);
  await expect(refresh('/feed.ndjson')).rejects.toMatchObject({ code: 'catalogue/store-busy' });
  expect(await left()).toEqual(['a-job']);
  await lock[Symbol.asyncDispose]();
  await refresh('/feed.ndjson');
  expect(await left()).toEqual([]);
});
