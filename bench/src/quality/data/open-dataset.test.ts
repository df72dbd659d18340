import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { taskOf } from '../task.ts';
import { openDataset } from './open-dataset.ts';

const shared = fileURLToPath(new URL('../../../../../shared/data', import.meta.url));
const isThere = existsSync(`${shared}/splits`);
if (!isThere) console.warn(`Skipped: no data sets in ${shared}`);

test.skipIf(!isThere).each([
  ['mt100k_strong', 'movietweetings-100k', 1124, 2013 + 82, 165],
  ['mt100k_loo', 'movietweetings-100k', 1124, 2260, 2260],
  ['mlsmall_strong', 'ml-latest-small', 6298, 437 + 57, 115],
])('%s goes in whole: every title is known by name', async (split, folder, titles, people, tested) => {
  const dataset = await openDataset({
    data: `${shared}/${folder}`,
    split: `${shared}/splits/${split}.csv.gz`,
  });
  const { task, test: cases } = taskOf(dataset);
  expect([dataset.catalogue.size, task.train.length, cases.length]).toEqual([titles, people, tested]);
  expect(dataset.rows.every(({ row }) => row >= 0)).toBe(true);
  const sources = new Set(Array.from({ length: titles }, (_, row) => dataset.catalogue.source(row)));
  expect(sources.has('split')).toBe(false);
});
