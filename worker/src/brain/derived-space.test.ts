import 'fake-indexeddb/auto';
import { contentFeatures, openCatalogue } from '@parlour/catalogue';
import { encodeColumns } from '@parlour/catalogue/publish';
import { compactFeatures, expandedFeatures, itemSpace } from '@parlour/recommend';
import { expect, test } from 'vitest';
import type { KeptFiles } from '../kept-files.ts';
import { film, filesOf, items, passphrase, testPlatform } from './brain-for-tests.ts';
import { createBrain } from './create-brain.ts';
import { derivedSpace } from './derived-space.ts';

const catalogue = openCatalogue(encodeColumns(items()));
const compact = compactFeatures(contentFeatures(catalogue));
const matrix = expandedFeatures(compact);
const computed = itemSpace(compact);

/** Keeps in memory, and counts. */
function memory(start: [string, Uint8Array<ArrayBuffer>][] = []) {
  const files = new Map(start);
  let kept = 0;
  const memoryFiles: KeptFiles = {
    read: (name) => Promise.resolve(files.get(name)),
    keep(name, bytes) {
      kept += 1;
      files.set(name, bytes);
      return Promise.resolve();
    },
    stop: () => undefined,
  };
  return { files, memoryFiles, keptTimes: () => kept };
}

test('The space is computed once for a catalogue; what is kept of it is the same, features and all.', async () => {
  const { files, memoryFiles, keptTimes } = memory();
  const first = derivedSpace(catalogue, memoryFiles);
  expect(await first.space()).toEqual(computed);
  expect([...files.keys()]).toEqual([`space-${catalogue.version}-1`]);
  const second = derivedSpace(catalogue, memoryFiles);
  expect(await second.space()).toEqual(computed);
  expect((await second.features()).features).toEqual(matrix);
  expect((await second.features()).mean).toEqual((await first.features()).mean);
  expect(keptTimes()).toBe(1);
});

test('What is kept but damaged, or of another catalogue, is computed anew and kept anew.', async () => {
  const { files, memoryFiles } = memory();
  await derivedSpace(catalogue, memoryFiles).space();
  const [[name, whole]] = files;
  const damaged = whole.slice();
  damaged[damaged.length >> 1] ^= 1;
  const former = openCatalogue(encodeColumns(items(120)));
  const other = memory();
  await derivedSpace(former, other.memoryFiles).space();
  const [[, ofFormer]] = other.files;
  for (const bytes of [damaged, ofFormer, whole.slice(0, 1_000), new Uint8Array(0)]) {
    const again = memory([[name, bytes]]);
    expect(await derivedSpace(catalogue, again.memoryFiles).space()).toEqual(computed);
    expect(again.keptTimes()).toBe(1);
    expect(again.files.get(name)).toEqual(whole);
  }
});

test('Nothing of a person is kept: the bytes are those of somebody without a history.', async () => {
  const nobody = memory();
  const brain = createBrain({ files: filesOf(items()), kept: nobody.memoryFiles });
  await brain.recommend({ count: 5 });
  const somebody = memory();
  const theirs = createBrain({
    files: filesOf(items()),
    kept: somebody.memoryFiles,
    vaultPlatform: testPlatform(),
  });
  await theirs.start();
  await theirs.createVault(passphrase);
  for (const index of [0, 6, 12, 18]) await theirs.feedback(film(index), 'like');
  await theirs.recommend({ count: 5 });
  expect(somebody.files.size).toBe(1);
  expect(somebody.files).toEqual(nobody.files);
  await theirs.eraseEverything();
});
