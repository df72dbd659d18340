import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDataset } from './open-dataset.ts';

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'parlour-forms-'));
});
afterAll(() => rm(root, { recursive: true }));

/** Person, title, rating, seconds. */
const watches = [
  [1, 1, 5, 10],
  [1, 2, 4, 20],
  [2, 1, 2, 30],
  [2, 3, 5, 40],
] as const;
const joined = (by: string, header = '') => header + watches.map((watch) => watch.join(by)).join('\n');
const split = ['user,item,timestamp,part', '1,1,10,train', '1,2,20,test', '2,1,30,train', '2,3,40,test'].join(
  '\n',
);
const latin = (text: string) => Buffer.from(text, 'latin1');
const flags = (...set: number[]) =>
  Array.from({ length: 19 }, (_, at) => (set.includes(at) ? 1 : 0)).join('|');

const dat = "1::Léon (1994)::Action|Thriller\n2::Été, L' (1983)::Drama\n3::Plain (1990)::Comedy\n";
const item = `1|Léon (1994)|01-Jan-1994||http://x|${flags(1, 16)}\n2|Été, L' (1983)|01-Jan-1983||http://x|${flags(8)}\n3|Plain (1990)|||http://x|${flags(5)}\n`;
const csv =
  'movieId,title,genres\n1,Léon (1994),Action|Thriller\n2,"Été, L\' (1983)",Drama\n3,Plain (1990),Comedy\n';
const csvHeader = 'userId,movieId,rating,timestamp\n';

const forms: Record<string, Record<string, string | Uint8Array>> = {
  'ml-1m': { 'movies.dat': latin(dat), 'ratings.dat': joined('::'), 'users.dat': '1::F::1::10::48067' },
  'ml-100k': { 'u.item': latin(item), 'u.data': joined('\t'), 'u.user': '1|24|M|technician|85711' },
  'ml-20m': {
    'movies.csv': csv,
    'ratings.csv': joined(',', csvHeader),
    'tags.csv': 'userId,movieId,tag,timestamp\n',
  },
  'ml-latest packed': { 'movies.csv.gz': gzipSync(csv), 'ratings.csv.gz': gzipSync(joined(',', csvHeader)) },
  'with other ends of lines': {
    'movies.dat': dat.replaceAll('\n', '\r\n'),
    'ratings.dat': joined('::').replaceAll('\n', '\r\n'),
  },
  MovieTweetings: {
    'movies.dat': dat.replace('1::', '0000001::'),
    'ratings.dat': watches
      .map(([p, t, r, at]) => `${p}::${t === 1 ? '0000001' : t}::${2 * r}::${at}`)
      .join('\n'),
  },
};

async function folderOf(name: string, files: Record<string, string | Uint8Array>): Promise<string> {
  const folder = join(root, name);
  await mkdir(folder, { recursive: true });
  for (const [file, content] of Object.entries(files)) await writeFile(join(folder, file), content);
  return folder;
}

test.each(Object.keys(forms))('%s: titles, genres, ratings; the split packed or not', async (name) => {
  const data = await folderOf(name, forms[name] ?? {});
  await writeFile(join(root, 'split.csv'), split);
  await writeFile(join(root, 'split.csv.gz'), gzipSync(split));
  const least = name === 'MovieTweetings' ? 8 : 4;
  for (const file of ['split.csv', 'split.csv.gz']) {
    const { catalogue, rows, notes } = await openDataset({
      data,
      split: join(root, file),
      ratingsAtLeast: least,
    });
    expect(notes).toEqual([]);
    const told = rows.map(({ row, person, part }) => [person, catalogue.name(row), part]);
    expect(told).toEqual([
      ['1', 'Léon', 'train'],
      ['1', "L'Été", 'test'],
      ['2', 'Plain', 'test'],
    ]);
    expect(catalogue.genres(rows[0]?.row ?? 0)).toEqual(['Action', 'Thriller']);
    expect(catalogue.year(rows[1]?.row ?? 0)).toBe(1983);
  }
});

test('what the folder does not know is told plainly; a split of another set is refused', async () => {
  const data = await folderOf('ml-1m', forms['ml-1m'] ?? {});
  const strange = join(root, 'strange.csv');
  await writeFile(strange, `${split}\n7,1,50,train\n1,99,60,test\n`);
  const { notes, catalogue } = await openDataset({ data, split: strange });
  expect(catalogue.size).toBe(4);
  expect(notes).toHaveLength(2);
  expect(notes[0]).toContain('1 of 4 titles of the split are not in');
  expect(notes[0]).toContain('(99)');
  expect(notes[1]).toContain('1 of 3 people of the split have no rating in');
  await writeFile(strange, 'user,item,timestamp,part\n1,1001,10,train\n1,1002,20,test\n');
  await expect(openDataset({ data, split: strange })).rejects.toMatchObject({ code: 'bench/another-set' });
});
