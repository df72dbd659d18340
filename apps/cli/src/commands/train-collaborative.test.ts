import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeCollaborativeModel } from '@parlour/model/collaborative';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { trainCommand } from './train.ts';

let folder = '';
const at = (name: string) => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parlour-collaborative-'));
  const films = Array.from({ length: 24 }, (_, i) => `${i + 1}::Film ${i}, The (${1980 + i})::Drama`);
  await writeFile(at('movies.dat'), films.join('\n'));
  // Each goes through the films in order.
  const watched = Array.from({ length: 60 }, (_, person) =>
    Array.from(
      { length: 8 },
      (_, i) => [person + 1, 1 + ((person * 5 + i) % 24), 1_000 * person + i] as const,
    ),
  ).flat();
  await writeFile(
    at('ratings.dat'),
    watched.map(([person, film, time]) => `${person}::${film}::8::${time}`).join('\n'),
  );
  const part = (i: number) => (i < 6 ? 'train' : i === 6 ? 'val' : 'test');
  const split = watched.map(([person, film, time]) => `${person},${film},${time},${part(time % 1_000)}`);
  await writeFile(at('split.csv'), ['user,item,timestamp,part', ...split].join('\n'));
});
afterEach(() => void vi.restoreAllMocks());
afterAll(() => rm(folder, { recursive: true }));

async function train(...words: string[]): Promise<Record<string, unknown>> {
  const texts: string[] = [];
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    texts.push(String(text));
    return true;
  });
  const command = ['collaborative', '--data', folder, '--split', at('split.csv'), ...words];
  await trainCommand().exitOverride().parseAsync(command, { from: 'user' });
  vi.restoreAllMocks();
  return JSON.parse(texts.join('')) as Record<string, unknown>;
}

test('a search leaves each trial as a JSON line, and the file is of one of them, no worse than the default', async () => {
  const report = await train('--out', at('model.bin'), '--tune', '13', '--trials', at('trials.jsonl'));
  const lines = (await readFile(at('trials.jsonl'), 'utf8')).trimEnd().split('\n');
  const trials = lines.map((line) => JSON.parse(line) as { trial: number; ndcg: number; options: object });
  expect(report['trials']).toBe(trials.length);
  expect(trials.map(({ trial }) => trial)).toEqual([...trials.keys()]);
  expect(trials.length).toBe(14);
  expect(new Set(lines.map((line) => JSON.stringify(JSON.parse(line).options))).size).toBeGreaterThan(1);
  expect(trials.map(({ ndcg }) => ndcg)).toContain(report['validationNdcg']);
  expect(report['validationNdcg']).toBeGreaterThanOrEqual(trials[0]?.ndcg ?? 1);
  const bytes = await readFile(at('model.bin'));
  expect(bytes).toHaveLength(report['bytes'] as number);
  expect(decodeCollaborativeModel(bytes)).toMatchObject({ items: 24 });
});

test('without a search the same data give the same file', async () => {
  await train('--out', at('one.bin'));
  await train('--out', at('other.bin'));
  expect(await readFile(at('one.bin'))).toEqual(await readFile(at('other.bin')));
});
