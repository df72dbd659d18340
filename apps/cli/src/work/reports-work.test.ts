import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCatalogue, openSignals } from '@parlour/catalogue';
import { itemTrust, publishedSignals } from '@parlour/recommend';
import { CatalogueManifest } from '@parlour/wire';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type WrittenList, writeHeadList } from '../bundle/head-list.ts';
import { publishStarter } from '../catalogue/publish-starter.ts';
import { type DataFolder, openDataFolder } from '../data-folder.ts';
import { operatorWork } from './operator-work.ts';

let data: DataFolder;
let list: WrittenList;
beforeAll(async () => {
  data = await openDataFolder(await mkdtemp(join(tmpdir(), 'parlour-reports-work-')));
  await publishStarter(data);
  list = await writeHeadList(data.publicCatalogue, 100);
}, 120_000);
afterAll(() => rm(data.root, { recursive: true, force: true }));

const noise = 8;
/** By place in the three parts, how many of a thousand people said so. */
const learn = (said: Readonly<Record<number, number>>, name = list.name) =>
  operatorWork(data).reports([
    {
      round: 'f'.repeat(64),
      epoch: '2026-w48',
      list: name,
      people: Float64Array.from(
        { length: 300 },
        (_, place) => said[place] ?? (place % 2 === 0 ? noise : -noise),
      ),
      reports: 1000,
      noise,
    },
  ]);

/** Trust of titles of the list, by the file of signals that everybody downloads, once this version is published. */
async function trustAfter(sha256: string | undefined) {
  await operatorWork(data).publish({ kind: 'reports', promoted: sha256, canary: undefined }, () => undefined);
  const read = async (path: string) => new Uint8Array(await readFile(join(data.publicCatalogue, path)));
  const manifest = v.parse(
    CatalogueManifest,
    JSON.parse(new TextDecoder().decode(await read('manifest.json'))),
  );
  const catalogue = openCatalogue(await read(manifest.columns.path));
  const signals = openSignals(await read(manifest.signals?.path ?? ''), catalogue);
  const trust = itemTrust({ catalogue, ...publishedSignals(signals, catalogue, 0) });
  return list.items.map((item) => trust.of(catalogue.rowOf(item), Date.UTC(2026, 10, 30), 0.7));
}

it('what clearly many people report costs a title its trust, and noise costs nobody anything', async () => {
  const before = await trustAfter((await learn({}))?.sha256);
  const made = await learn({ 3: 300, 104: 400, 205: 30 });
  expect(made).toMatchObject({ kind: 'reports', origin: { quality: { titles: 2, reports: 1000 } } });
  const after = await trustAfter(made?.sha256);
  expect(after[3].parts.availability).toBeLessThan(0.2);
  expect(after[3].parts.source).toBe(before[3].parts.source);
  expect(after[4].parts.source).toBe(0);
  expect(after[4].score).toBeLessThan(0.6);
  const others = [...after.keys()].filter((place) => place !== 3 && place !== 4);
  for (const place of others) expect(after[place]).toEqual(before[place]);

  // What nobody reports any more is trusted as before.
  expect(await trustAfter((await learn({}))?.sha256)).toEqual(before);
}, 120_000);

it('sums over a list that is not there say nothing', async () => {
  expect(await learn({ 3: 300 }, '0'.repeat(32))).toBeUndefined();
});
