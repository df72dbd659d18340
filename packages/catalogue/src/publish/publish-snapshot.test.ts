import { mkdir, mkdtemp, readdir, readFile, rm, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { CatalogueManifest, type Item } from '@parlour/wire';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { itemGraph, openCatalogue, openSignals } from '../index.ts';
import { sampleItems } from '../snapshot/sample-items.ts';
import { publishSnapshot } from './publish-snapshot.ts';
import { encodeSignals } from './signals/encode-signals.ts';
import { sha256 } from './public-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parlour-publish-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** What a browser would do: the manifest, the files it names, their hashes, and both opened. */
async function readPublished() {
  const manifest = v.parse(
    CatalogueManifest,
    JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')),
  );
  const read = async (file: CatalogueManifest['graph']) => {
    if (!file) throw new Error('not published');
    const bytes = await readFile(join(folder, file.path));
    expect(bytes.length).toBe(file.bytes);
    expect(sha256(bytes)).toBe(file.sha256);
    const compressed = await readFile(join(folder, `${file.path}.br`));
    expect(compressed.length).toBe(file.brotliBytes);
    expect(Buffer.compare(brotliDecompressSync(compressed), bytes)).toBe(0);
    return bytes;
  };
  const catalogue = openCatalogue(await read(manifest.columns));
  return { manifest, catalogue, graph: itemGraph(catalogue, await read(manifest.graph)) };
}

const without = (count: number) => sampleItems.slice(count);

test('what was published is what a browser opens', async () => {
  const manifest = await publishSnapshot(sampleItems, folder, { now: 1_800_000_000_000 });
  const { manifest: onDisk, catalogue, graph } = await readPublished();
  expect(onDisk).toEqual(manifest);
  expect(manifest).toMatchObject({
    items: sampleItems.length,
    publishedAt: 1_800_000_000_000,
    version: catalogue.version,
  });
  expect(manifest.columns.path).toBe(`catalogue-${manifest.version}.arrow`);
  expect(manifest.graph?.path).toMatch(/^similar-[0-9a-f]{16}\.bin$/);
  expect(graph.neighbours(0).length).toBeGreaterThan(0);
});

test('a stream in another order makes the same files', async () => {
  const first = await publishSnapshot(sampleItems, folder);
  async function* streamed() {
    yield* sampleItems.toReversed();
  }
  const second = await publishSnapshot(streamed(), folder);
  expect({ ...second, publishedAt: 0 }).toEqual({ ...first, publishedAt: 0 });
});

test('signals are published with the titles they are of, and leave with them', async () => {
  const publish = (count: number) =>
    publishSnapshot(without(count), folder, {
      signals: (catalogue) =>
        encodeSignals(catalogue, {
          items: without(count).map(({ id }) => ({
            id,
            sources: ['sample'],
            compared: 0,
            agreeing: 0,
            corrections: count,
            seenOn: 20_000,
            ratedOn: [],
          })),
          today: 20_000,
        }),
    });
  for (const count of [0, 1, 2, 3]) await publish(count);
  const { manifest, catalogue } = await readPublished();
  const { path = '' } = manifest.signals ?? {};
  expect(path).toMatch(/^signals-[0-9a-f]{16}\.arrow$/);
  const signals = openSignals(await readFile(join(folder, path)), catalogue);
  expect(signals.of(0)).toMatchObject({ corrections: 3, sources: ['sample'] });
  const files = (await readdir(folder)).filter((name) => /^signals-.*\.arrow$/.test(name));
  expect(files).toHaveLength(3);
});

test('progress grows from 0 to 1', async () => {
  const seen: number[] = [];
  await publishSnapshot(sampleItems, folder, { onProgress: ({ fraction }) => seen.push(fraction) });
  expect([seen[0], seen.at(-1)]).toEqual([0, 1]);
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
});

test('two items of one id are refused and nothing is replaced', async () => {
  const before = await publishSnapshot(sampleItems, folder);
  const twice = [...sampleItems, sampleItems[0] as Item];
  await expect(publishSnapshot(twice, folder)).rejects.toMatchObject({ code: 'catalogue/duplicate-id' });
  expect((await readPublished()).manifest).toEqual(before);
});

describe('cut short', () => {
  test('at each file, the old snapshot stays whole; the next publishing mends it', async () => {
    const names = await namesOf(without(1));
    for (const name of names) {
      const before = await publishSnapshot(sampleItems, folder);
      await rm(join(folder, name), { force: true });
      // A folder in its place makes the rename fail, as a full disk or a crash would.
      const saved = name.startsWith('manifest') ? `${JSON.stringify(before, undefined, 2)}\n` : undefined;
      await mkdir(join(folder, name));
      await expect(publishSnapshot(without(1), folder)).rejects.toMatchObject({ code: 'EISDIR' });
      await rmdir(join(folder, name));
      if (saved === undefined) expect((await readPublished()).manifest).toEqual(before);
      const after = await publishSnapshot(without(1), folder);
      expect((await readPublished()).manifest).toEqual(after);
      expect((await readdir(folder)).filter((file) => file.endsWith('.tmp'))).toEqual([]);
    }
    expect(names).toHaveLength(6);
  });

  test('while items are still coming, nothing is replaced', async () => {
    const before = await publishSnapshot(sampleItems, folder);
    async function* broken() {
      yield* without(2);
      throw new Error('the feed ended early');
    }
    await expect(publishSnapshot(broken(), folder)).rejects.toThrow('the feed ended early');
    expect((await readPublished()).manifest).toEqual(before);
  });
});

test('files of the last two versions stay, older ones go, strangers are left alone', async () => {
  await mkdir(join(folder, 'posters'));
  const versions: string[] = [];
  for (const count of [0, 1, 2, 3])
    versions.push((await publishSnapshot(without(count), folder)).columns.path);
  const files = await readdir(folder);
  expect(versions.map((path) => files.includes(path))).toEqual([false, true, true, true]);
  expect(files.filter((name) => name.startsWith('similar-') && name.endsWith('.bin'))).toHaveLength(3);
  expect(files).toContain('posters');
});

/** Names of all files that publishing these items would write, in no order. */
async function namesOf(items: Item[]): Promise<string[]> {
  const elsewhere = await mkdtemp(join(tmpdir(), 'parlour-publish-'));
  await publishSnapshot(items, elsewhere);
  const names = await readdir(elsewhere);
  await rm(elsewhere, { recursive: true });
  return names;
}
