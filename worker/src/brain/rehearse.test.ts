import { expect, test } from 'vitest';
import type { KeptFiles } from '../kept-files.ts';
import { film, filesOf, items } from './brain-for-tests.ts';
import { openEngine } from './open-engine.ts';
import { loadPublicCatalogue, type PublicCatalogue } from './public-catalogue.ts';
import { rehearse } from './rehearse.ts';

const now = (): number => Date.UTC(2026, 0, 1);
const keepsNothing: KeptFiles = {
  read: () => Promise.resolve(undefined),
  keep: () => Promise.resolve(),
  stop: () => undefined,
};
const open = (count?: number): Promise<PublicCatalogue> =>
  loadPublicCatalogue(filesOf(items(count)), keepsNothing);

async function listOf(house: PublicCatalogue) {
  const engine = await openEngine(house, now);
  engine.setHistory(
    [0, 6, 12, 18].map((index) => ({
      id: `seen-${index}`,
      kind: 'completion',
      item: film(index),
      at: now() - index * 3_600_000,
      progress: 1,
      source: 'test',
    })),
  );
  const { entries, source } = engine.recommend({ count: 20 });
  return { entries, source };
}

test('A rehearsal changes nothing of the lists that come after it.', async () => {
  const rehearsed = await open();
  await rehearse(rehearsed, now, () => false);
  const list = await listOf(rehearsed);
  expect(list.source).toBe('personal');
  expect(list).toEqual(await listOf(await open()));
});

test('It ends when the key is there.', async () => {
  let asked = 0;
  await rehearse(await open(), now, () => {
    asked += 1;
    return asked > 2;
  });
  expect(asked).toBe(3);
});

test('A catalogue of one title can be rehearsed.', async () => {
  const house = await open(1);
  await rehearse(house, now, () => false);
  expect(await openEngine(house, now)).toBeDefined();
});
