import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Catalogue, featureVersion, openCatalogue } from '@parlour/catalogue';
import { starterItems } from '@parlour/catalogue/import';
import { buildSimilar, encodeColumns } from '@parlour/catalogue/publish';
import { seededRandom } from '@parlour/model';
import { decodeGraphModel, embeddingLength, encodeGraphModel } from '@parlour/model/graph';
import { encodeGraphEncoder, initialParameters } from '@parlour/model/graph-training';
import { expect, onTestFinished, test, vi } from 'vitest';
import { type DataFolder, openDataFolder } from '../data-folder.ts';
import { embeddingsFor } from './embeddings-for.ts';
import { takeModels } from './models.ts';

async function emptyFolder(): Promise<DataFolder> {
  const folder = await mkdtemp(join(tmpdir(), 'parlour-embed-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return openDataFolder(folder);
}

function told(): string[] {
  const lines: string[] = [];
  const spy = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    lines.push(String(text));
    return true;
  });
  onTestFinished(() => spy.mockRestore());
  return lines;
}

async function file(data: DataFolder, name: string, bytes: Uint8Array): Promise<string> {
  const path = join(data.root, name);
  await writeFile(path, bytes);
  return path;
}

const parameters = initialParameters(seededRandom(1));
const others = initialParameters(seededRandom(2));
const versionsOf = ({ version, size }: Catalogue) => ({
  catalogue: version,
  features: featureVersion,
  rows: size,
});
const embeddingsOf = (by: typeof parameters, catalogue: Catalogue): Uint8Array =>
  encodeGraphModel(
    by,
    new Float32Array(catalogue.size * embeddingLength).fill(0.1),
    versionsOf(catalogue),
    0,
  );

test('a new version of the catalogue is embedded by the kept encoder, once', async () => {
  const lines = told();
  const items = (await starterItems()).slice(0, 40);
  const [first, second] = [items.slice(5), items].map((some) => openCatalogue(encodeColumns(some)));
  if (first === undefined || second === undefined) throw new Error('two catalogues');
  const data = await emptyFolder();
  const trained = embeddingsOf(parameters, first);
  await takeModels(data, {
    embeddings: await file(data, 'graph.bin', trained),
    encoder: await file(data, 'graph.encoder.bin', encodeGraphEncoder(parameters, featureVersion)),
  });
  expect(await embeddingsFor(data, first, await buildSimilar(first))).toEqual(Buffer.from(trained));
  expect(lines).toEqual([]);
  const similar = await buildSimilar(second);
  const fresh = await embeddingsFor(data, second, similar);
  expect(decodeGraphModel(fresh ?? new Uint8Array(), versionsOf(second))).toMatchObject({ rows: 40 });
  expect(lines.join('')).toContain('Embedding 40 titles by the kept encoder.');
  lines.length = 0;
  expect(await embeddingsFor(data, second, similar)).toEqual(Buffer.from(fresh ?? []));
  expect(lines).toEqual([]);
});

test('the newest training decides, whether it came as embeddings or as an encoder', async () => {
  const lines = told();
  const catalogue = openCatalogue(encodeColumns((await starterItems()).slice(0, 20)));
  const similar = await buildSimilar(catalogue);
  const data = await emptyFolder();
  const encoder = await file(data, 'a.bin', encodeGraphEncoder(parameters, featureVersion));
  const embeddings = await file(data, 'b.bin', embeddingsOf(others, catalogue));
  await takeModels(data, { encoder });
  const byEncoder = await embeddingsFor(data, catalogue, similar);
  await takeModels(data, { embeddings });
  expect(lines.join('')).toContain('of another training');
  expect(await embeddingsFor(data, catalogue, similar)).toEqual(await readFile(embeddings));
  await takeModels(data, { encoder });
  expect(await embeddingsFor(data, catalogue, similar)).toEqual(byEncoder);
});

test('neither is nothing; what is no encoder is refused; one of other features is said and left out', async () => {
  const lines = told();
  const catalogue = openCatalogue(encodeColumns((await starterItems()).slice(0, 20)));
  const similar = await buildSimilar(catalogue);
  const data = await emptyFolder();
  expect(await embeddingsFor(data, catalogue, similar)).toBeUndefined();
  const wrong = await file(data, 'a.bin', embeddingsOf(parameters, catalogue));
  await expect(takeModels(data, { encoder: wrong })).rejects.toMatchObject({ code: 'model/graph-damaged' });
  await writeFile(join(data.models, 'encoder.bin'), encodeGraphEncoder(parameters, featureVersion + 1));
  expect(await embeddingsFor(data, catalogue, similar)).toBeUndefined();
  expect(lines.join('')).toContain('The kept encoder is of no use.');
});
