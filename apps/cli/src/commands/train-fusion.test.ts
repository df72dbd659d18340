import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeFusion } from '@parlour/recommend';
import { CatalogueManifest, PublishedFusion } from '@parlour/wire';
import * as v from 'valibot';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { catalogueCommand } from './catalogue.ts';
import { trainCommand } from './train.ts';

let folder = '';
const at = (name: string) => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parlour-fusion-'));
  const films = Array.from({ length: 24 }, (_, i) => `${i + 1}::Film ${i}, The (${1980 + i})::Drama`);
  await writeFile(at('movies.dat'), films.join('\n'));
  // Each goes through the films in order, which is no matter of content.
  const watched = Array.from({ length: 60 }, (_, person) =>
    Array.from(
      { length: 8 },
      (_, i) => [person + 1, 1 + ((person * 5 + i) % 24), 1_000 * person + i] as const,
    ),
  ).flat();
  await writeFile(
    at('ratings.dat'),
    watched.map(([p, film, time]) => `${p}::${film}::8::${time}`).join('\n'),
  );
  const part = (i: number) => (i < 6 ? 'train' : i === 6 ? 'val' : 'test');
  const split = watched.map(([p, film, time]) => `${p},${film},${time},${part(time % 1_000)}`);
  await writeFile(at('split.csv'), ['user,item,timestamp,part', ...split].join('\n'));
});
afterEach(() => void vi.restoreAllMocks());
afterAll(() => rm(folder, { recursive: true }));

async function printed(run: () => Promise<unknown>): Promise<unknown> {
  const texts: string[] = [];
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    texts.push(String(text));
    return true;
  });
  await run();
  vi.restoreAllMocks();
  return JSON.parse(texts.join(''));
}
const train = (...words: string[]) =>
  trainCommand()
    .exitOverride()
    .parseAsync(['fusion', ...words], { from: 'user' });
const publish = (...words: string[]) =>
  catalogueCommand()
    .exitOverride()
    .parseAsync(['publish', ...words, '--data', at('data')], { from: 'user' });

test('weights are learned on the validation part, published from then on, and refused where damaged', async () => {
  const out = at('weights/fusion.json');
  const report = await printed(() => train('--data', folder, '--split', at('split.csv'), '--out', out));
  const file = decodeFusion(await readFile(out));
  expect(report).toMatchObject({ out, ...file });
  expect(file.measured).toMatchObject({ people: 60, bestMember: 'collaborative' });
  expect(file.measured.ndcg).toBeGreaterThanOrEqual(file.measured.bestMemberNdcg);
  expect(file.weights.collaborative).toBeGreaterThan(0.5);

  const manifest = v.parse(CatalogueManifest, await printed(() => publish('--fusion', out, '--json')));
  expect(manifest.fusion?.path).toMatch(/^fusion-[0-9a-f]{16}\.json$/);
  const published = await readFile(at(`data/public/catalogue/${manifest.fusion?.path}`), 'utf8');
  expect(v.parse(PublishedFusion, JSON.parse(published))).toEqual(file);
  const again = v.parse(CatalogueManifest, await printed(() => publish('--json')));
  expect(again.fusion).toEqual(manifest.fusion);
  await expect(publish('--fusion', at('movies.dat'))).rejects.toMatchObject({ code: 'model/damaged-fusion' });
});
