import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDataset } from './data/open-dataset.ts';
import { benchQuality } from './quality.ts';
import { rowNames } from './recommender.ts';
import { taskOf } from './task.ts';

/** Two kinds of people, thirty titles; each goes through one half in order. */
let folder = '';
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parlour-quality-'));
  const films = Array.from({ length: 30 }, (_, i) => `${i + 1}::Film ${i}, The (${1980 + i})::Drama|Crime`);
  await writeFile(at('movies.dat'), films.join('\n'));
  const watched = Array.from({ length: 120 }, (_, person) =>
    Array.from({ length: 8 }, (_, i) => ({
      person: person + 1,
      film: 1 + (person % 2) * 15 + ((person * 7 + i) % 15),
      at: 1_000_000 + person * 100 + i,
    })),
  );
  const ratings = watched
    .flat()
    .map(({ person, film, at }) => `${person}::${film}::${film === 1 ? 2 : 5}::${at}`);
  await writeFile(at('ratings.dat'), ratings.join('\n'));
  const part = (i: number) => (i < 6 ? 'train' : i === 6 ? 'val' : 'test');
  const loo = watched.flatMap((all) =>
    all.map(({ person, film, at }, i) => `${person},${film},${at},${part(i)}`),
  );
  await writeFile(at('loo.csv'), ['user,item,timestamp,part', ...loo].join('\n'));
  const strong = watched.flatMap((all) =>
    all.map(({ person, film, at }, i) => {
      const kind = person > 100 ? 'test' : person > 80 ? 'val' : 'train';
      const of = kind === 'train' ? kind : `${kind}_${i < 6 ? 'foldin' : 'target'}`;
      return `${person},${film},${at},${of}`;
    }),
  );
  await writeFile(at('strong.csv.gz'), gzipSync(['user,item,timestamp,part', ...strong].join('\n')));
});

afterAll(() => rm(folder, { recursive: true }));

test('in a strong split nobody who is tested is trained on; the validation part is known by then', async () => {
  const { task, test: cases } = taskOf(await openDataset({ data: folder, split: at('strong.csv.gz') }));
  expect([task.tuning.train.length, task.train.length]).toEqual([80, 100]);
  expect([task.tuning.cases.length, cases.length]).toEqual([20, 20]);
  expect(cases.every(({ history, targets }) => history.length === 6 && targets.length === 2)).toBe(true);
  const trained = new Set(task.train.flatMap((history) => history.map(({ at }) => at)));
  expect(cases.some(({ history }) => history.some(({ at }) => trained.has(at)))).toBe(false);
});

test('in a split by time, history reaches to the test, and tuning ends before the validation part', async () => {
  const { task, test: cases } = taskOf(await openDataset({ data: folder, split: at('loo.csv') }));
  expect(cases).toHaveLength(120);
  expect(cases.every(({ history, targets }) => history.length === 7 && targets.length === 1)).toBe(true);
  expect(task.tuning.train.every((history) => history.length === 6)).toBe(true);
});

test('low ratings are left out when asked for; ids are those of an import; public ratings are of the train part', async () => {
  const all = await openDataset({ data: folder, split: at('loo.csv') });
  const good = await openDataset({ data: folder, split: at('loo.csv'), ratingsAtLeast: 4 });
  expect(all.catalogue.size - good.catalogue.size).toBe(1);
  const row = good.catalogue.rowOf('movie:the-film-3:1983');
  expect(good.catalogue.name(row)).toBe('The Film 3');
  const trained = good.rows.filter((each) => each.row === row && each.part === 'train').length;
  expect(good.catalogue.publicRatings(row)?.count).toBe(trained);
});

test('the whole bench: all rows in order, the planted sequence found by the collaborative strategy', async () => {
  const said: string[] = [];
  const report = await benchQuality({
    data: folder,
    split: at('strong.csv.gz'),
    say: (line) => void said.push(line),
  });
  const printed = JSON.parse(JSON.stringify(report)) as typeof report;
  expect(printed).toMatchObject({ split: 'strong', items: 30, people: 20 });
  expect(printed.rows.map(({ name }) => name)).toEqual(rowNames);
  expect(said.map((line) => line.split(':')[0])).toEqual(rowNames);
  for (const row of printed.rows) {
    const { hr, ndcg, ndcgSe, precision, recall, coverage, ild } = row;
    for (const value of [hr, ndcg, ndcgSe, precision, recall, coverage])
      expect(value >= 0 && value <= 1).toBe(true);
    expect(ild).toBeGreaterThanOrEqual(0);
    expect(row.cold.map(({ length }) => length)).toEqual([1, 2, 3, 5, 10, 20]);
  }
  const ndcg = new Map(printed.rows.map((row) => [row.name, row.ndcg]));
  expect(ndcg.get('collaborative')).toBeGreaterThan(0.8);
  expect(ndcg.get('ease')).toBeGreaterThan(ndcg.get('popularity') ?? 1);
  expect(ndcg.get('fusion')).toBeGreaterThanOrEqual(0.95 * (ndcg.get('collaborative') ?? 1));
});

test('what is no split is refused', async () => {
  await writeFile(at('no-split.csv'), 'a,b,c\n1,2,3\n');
  await expect(openDataset({ data: folder, split: at('no-split.csv') })).rejects.toMatchObject({
    code: 'bench/not-a-split',
  });
  await expect(openDataset({ data: folder, split: at('none.csv') })).rejects.toMatchObject({
    code: 'bench/unreadable',
  });
  await expect(openDataset({ data: tmpdir(), split: at('loo.csv') })).rejects.toMatchObject({
    code: 'bench/no-ratings',
  });
});
