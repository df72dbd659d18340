import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { featureVersion } from '@parlour/catalogue';
import { starterItems } from '@parlour/catalogue/import';
import { publishSnapshot } from '@parlour/catalogue/publish';
import { decodeGraphModel } from '@parlour/model/graph';
import { decodeGraphEncoder, parameterCount } from '@parlour/model/graph-training';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { trainGraphCommand } from './train-graph.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parlour-train-'));
});
afterEach(() => void vi.restoreAllMocks());
afterAll(() => rm(folder, { recursive: true }));

interface Printed {
  catalogue: string;
  items: number;
  people: number;
  loss: { first: number; last: number };
  written: { bytes: number }[];
}

async function train(...args: string[]): Promise<Printed> {
  const written: string[] = [];
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  await trainGraphCommand().exitOverride().parseAsync(args, { from: 'user' });
  return JSON.parse(written.join('')) as Printed;
}

test('a catalogue without ratings gets embeddings, equal seeds equal ones', async () => {
  const items = (await starterItems()).slice(0, 60);
  const snapshot = join(folder, 'snapshot');
  const manifest = await publishSnapshot(items, snapshot);
  const [out, again, curve, encoder] = ['a.bin', 'b.bin', 'curve.jsonl', 'encoder.bin'].map((name) =>
    join(folder, name),
  );
  const extra = ['--curve', curve, '--encoder', encoder];
  const printed = await train('--catalogue', snapshot, '--out', out, '--steps', '20', ...extra);
  expect(printed).toMatchObject({
    catalogue: manifest.version,
    items: 60,
    people: 0,
    parameters: parameterCount,
  });
  const versions = { catalogue: manifest.version, features: featureVersion, rows: 60 };
  const model = decodeGraphModel(await readFile(out), versions);
  expect(decodeGraphEncoder(await readFile(encoder), featureVersion).parameters.person).toEqual(model.person);
  const points = (await readFile(curve, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
  expect(points).toEqual([
    { step: 10, loss: printed.loss.first },
    { step: 20, loss: printed.loss.last },
  ]);
  await train('--catalogue', snapshot, '--out', again, '--steps', '20');
  expect(await readFile(again)).toEqual(await readFile(out));
  expect(await readFile(join(folder, 'b.encoder.bin'))).toEqual(await readFile(encoder));
});

test('ratings and their split are learned from', async () => {
  const titles = Array.from(
    { length: 12 },
    (_, i) => `${i + 1}::Film ${'abcdefghijkl'[i]} (19${50 + i})::Drama`,
  );
  const watches = Array.from({ length: 20 }, (_, person) =>
    [0, 3, 6, 9].map((step) => [person + 1, ((person + step) % 12) + 1, 100 * person + step] as const),
  ).flat();
  await writeFile(join(folder, 'movies.dat'), titles.join('\n'));
  await writeFile(
    join(folder, 'ratings.dat'),
    watches.map(([p, title, at]) => `${p}::${title}::8::${at}`).join('\n'),
  );
  const split = join(folder, 'split.csv');
  const lines = watches.map(([p, title, at]) => `${p},${title},${at},${at % 100 === 9 ? 'test' : 'train'}`);
  await writeFile(split, ['user,item,timestamp,part', ...lines].join('\n'));
  const printed = await train(
    '--data',
    folder,
    '--split',
    split,
    '--out',
    join(folder, 'c.bin'),
    '--steps',
    '3',
  );
  expect(printed).toMatchObject({ items: 12, people: 20 });
});

test('what cannot be learned from is named in three sentences', async () => {
  await expect(train('--out', 'x')).rejects.toMatchObject({ code: 'train/nothing-to-learn-from' });
  await expect(train('--out', 'x', '--data', folder)).rejects.toMatchObject({
    code: 'train/nothing-to-learn-from',
  });
  await expect(train('--out', 'x', '--catalogue', join(folder, 'no'))).rejects.toMatchObject({
    code: 'train/no-snapshot',
  });
});
