import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { featureVersion } from '@parlour/catalogue';
import { seededRandom } from '@parlour/model';
import {
  defaultOptions,
  encodeCollaborativeModel,
  interactionsOf,
  trainCollaborative,
} from '@parlour/model/collaborative';
import { embeddingLength, encodeGraphModel } from '@parlour/model/graph';
import { initialParameters } from '@parlour/model/graph-training';
import { CatalogueManifest, type Item } from '@parlour/wire';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { repository } from '../repository.ts';
import { catalogueCommand } from './catalogue.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parlour-cli-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function catalogue(...words: string[]) {
  const args = [
    join(repository, 'apps/cli/src/main.ts'),
    'catalogue',
    ...words,
    '--data',
    join(folder, 'data'),
  ];
  const done = promisify(execFile)(process.execPath, args);
  const failed = await done.catch((error: { stdout: string; stderr: string; code: number }) => error);
  return { stdout: failed.stdout, stderr: failed.stderr, code: 'code' in failed ? failed.code : 0 };
}

const header = 'type,title,director,release_year,duration,date_added';
const rows = [
  'Movie,Heat,Michael Mann,1995,170 min,"May 1, 2021"',
  'Movie,,Nobody,1995,170 min,',
  'Movie,Ran,Akira Kurosawa,1985,160 min,',
];

test('a list is imported, published, exported and imported again', async () => {
  const list = join(folder, 'list.csv');
  await writeFile(list, [header, ...rows].join('\n'));
  const imported = await catalogue('import', 'streaming-csv', list, '--platform', 'mubi', '--json');
  expect(imported.code).toBe(0);
  expect(imported.stderr).toContain('Left out line 3: It has no title.');
  const summary = JSON.parse(imported.stdout) as { report: string; published: unknown };
  expect(summary).toMatchObject({ rows: 3, added: 2, joined: 0, refused: 1, titles: 2 });
  expect(v.parse(CatalogueManifest, summary.published).items).toBe(2);
  expect(JSON.parse(await readFile(summary.report, 'utf8'))).toEqual({ line: 3, reason: 'It has no title.' });
  const manifest = JSON.parse(
    await readFile(join(folder, 'data/public/catalogue/manifest.json'), 'utf8'),
  ) as unknown;
  expect(manifest).toEqual(summary.published);

  const exported = join(folder, 'all.jsonld');
  expect((await catalogue('export', 'jsonld', exported)).code).toBe(0);
  const again = await catalogue('import', 'jsonld', exported, '--json');
  expect(JSON.parse(again.stdout)).toMatchObject({
    rows: 2,
    added: 0,
    joined: 0,
    changed: 0,
    unchanged: 2,
    refused: 0,
  });
  expect(JSON.parse(again.stdout)).not.toHaveProperty('published');

  const corrected = (await readFile(exported, 'utf8')).replace('PT160M', 'PT162M');
  await writeFile(exported, corrected);
  await catalogue('import', 'jsonld', exported, '--no-publish');
  const { stdout } = await catalogue('info', 'movie:ran:1985');
  expect(JSON.parse(stdout) as Item).toMatchObject({ runtime: 162, platforms: [{ platform: 'mubi' }] });

  expect((await catalogue('list', '--search', 'hea')).stdout).toBe('movie:heat:1995\tHeat (1995)\n');
  const info = JSON.parse((await catalogue('info')).stdout) as unknown;
  expect(info).toMatchObject({ titles: 2, byDecade: { '1980s': 1, '1990s': 1 }, published: { items: 2 } });
});

test('models are published with the catalogue from then on; what does not fit is left out, and said', async () => {
  const ids = ['movie:heat:1995', 'movie:ran:1985'];
  const people = Array.from({ length: 20 }, () => ids.map((_, row) => ({ row, at: row })));
  const source = { idOf: (row: number) => ids[row] ?? '', name: 'test' };
  const model = trainCollaborative(interactionsOf(2, people), source, defaultOptions);
  const [together, embeddings] = [join(folder, 'together.bin'), join(folder, 'embeddings.bin')];
  await writeFile(together, encodeCollaborativeModel(model));
  const elsewhere = { catalogue: '0123456789abcdef', features: featureVersion, rows: 3 };
  const encoder = initialParameters(seededRandom(1));
  await writeFile(embeddings, encodeGraphModel(encoder, new Float32Array(3 * embeddingLength), elsewhere, 0));

  const list = join(folder, 'models.csv');
  await writeFile(list, [header, ...rows].join('\n'));
  await catalogue('import', 'streaming-csv', list, '--platform', 'mubi', '--no-publish');
  for (const damaged of [
    await catalogue('publish', '--collaborative', embeddings),
    await catalogue('publish', '--collaborative', together, '--embeddings', together),
  ]) {
    expect(damaged.code).toBe(1);
    expect(damaged.stderr).toContain('damaged');
  }
  expect(await readdir(join(folder, 'data/models'))).toEqual([]);

  const first = await catalogue('publish', '--collaborative', together, '--embeddings', embeddings, '--json');
  const manifest = v.parse(CatalogueManifest, JSON.parse(first.stdout));
  expect(manifest.collaborative?.path).toMatch(/^collaborative-[0-9a-f]{16}\.bin$/);
  expect(manifest.embeddings).toBeUndefined();
  expect(first.stderr).toContain('Published without a model.');
  const published = join(folder, 'data/public/catalogue', manifest.collaborative?.path ?? '');
  expect(await readFile(published)).toEqual(await readFile(together));

  const again = v.parse(CatalogueManifest, JSON.parse((await catalogue('publish', '--json')).stdout));
  expect(again.collaborative).toEqual(manifest.collaborative);
});

test.each([
  ['an unknown format', ['import', 'vhs', 'x'], 'catalogue/unknown-format'],
  ['a list without its platform', ['import', 'streaming-csv', '/no/such/file'], 'catalogue/no-platform'],
  ['a file that holds no title', ['import', 'tmdb', join(repository, 'LICENSE')], 'catalogue/nothing-usable'],
  ['a title that there is not', ['info', 'movie:nothing'], 'catalogue/no-such-title'],
  ['an unknown export', ['export', 'vhs', '/no/such/file'], 'catalogue/unknown-format'],
  ['a folder that cannot be written', ['export', 'jsonld', '/no/such/folder/x'], 'catalogue/unwritable-file'],
])('%s is refused', async (_what, words, code) => {
  const run = catalogueCommand().parseAsync([...words, '--data', join(folder, 'data')], { from: 'user' });
  await expect(run).rejects.toMatchObject({ code });
});

test('a refusal ends the command in plain sentences', async () => {
  const { code, stdout, stderr } = await catalogue('import', 'jsonld', '/no/such/file');
  expect(code).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toContain('There is no file or folder /no/such/file.\n');
  expect(stderr).not.toMatch(/\n\s+at /);
});
