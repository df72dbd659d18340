import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { featureVersion, itemGraph, openCatalogue } from '@parlour/catalogue';
import { starterItems } from '@parlour/catalogue/import';
import { buildSimilar, publishSnapshot } from '@parlour/catalogue/publish';
import { decodeGraphModel } from '@parlour/model/graph';
import { defaultGraphPlan, trainGraphModel } from '@parlour/model/graph-training';
import { CatalogueManifest } from '@parlour/wire';
import { env, InferenceSession, Tensor } from 'onnxruntime-web/wasm';
import * as v from 'valibot';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { modelCommand } from './model.ts';

const titles = 90;
let folder = '';
let encoder = '';
let snapshot = '';
let embeddings: ReturnType<typeof decodeGraphModel>;

beforeAll(async () => {
  env.wasm.numThreads = 1;
  folder = await mkdtemp(join(tmpdir(), 'parlour-export-'));
  [encoder, snapshot] = [join(folder, 'encoder.bin'), join(folder, 'snapshot')];
  await publishSnapshot((await starterItems()).slice(0, titles), snapshot);
  const manifest = v.parse(
    CatalogueManifest,
    JSON.parse(await readFile(join(snapshot, 'manifest.json'), 'utf8')),
  );
  const catalogue = openCatalogue(await readFile(join(snapshot, manifest.columns.path)));
  const files = await trainGraphModel({
    catalogue,
    graph: itemGraph(catalogue, await buildSimilar(catalogue)),
    people: Array.from({ length: 40 }, (_, person) =>
      [0, 3, 6, 9, 12].map((step) => (person + step) % titles),
    ),
    plan: { ...defaultGraphPlan, steps: 20, people: 32, negatives: 32, nodes: 90 },
    seed: 4,
  });
  await writeFile(encoder, files.encoder);
  embeddings = decodeGraphModel(files.model, {
    catalogue: catalogue.version,
    features: featureVersion,
    rows: titles,
  });
});
afterEach(() => void vi.restoreAllMocks());
afterAll(() => rm(folder, { recursive: true }));

interface Printed {
  encoder: string;
  opset: number;
  written: { file: string; bytes: number }[];
}

async function exportModel(...args: string[]): Promise<Printed> {
  const written: string[] = [];
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  await modelCommand()
    .exitOverride()
    .parseAsync(['export', ...args], { from: 'user' });
  return JSON.parse(written.join('')) as Printed;
}

/** The numbers of a `TensorProto` of `count` 32-bit ones: they end the file. */
async function numbersOf<T>(file: string, count: number, read: (bytes: ArrayBuffer) => T): Promise<T> {
  const bytes = new Uint8Array(await readFile(file));
  return read(bytes.slice(bytes.length - 4 * count).buffer);
}

test('a trained encoder is run by another runtime on the published titles, and gives our embeddings', async () => {
  const [onnx, example] = [join(folder, 'out', 'encoder.onnx'), join(folder, 'example')];
  const printed = await exportModel(
    '--onnx',
    onnx,
    '--encoder',
    encoder,
    '--catalogue',
    snapshot,
    '--example',
    example,
  );
  expect(printed).toMatchObject({ encoder: embeddings.encoder, opset: 17 });
  expect(await readdir(example)).toEqual([0, 1, 2, 3, 4].map((at) => `input_${at}.pb`).concat('output_0.pb'));
  const session = await InferenceSession.create(await readFile(onnx), { executionProviders: ['wasm'] });
  expect(session.inputNames).toEqual(['features', 'neighbours', 'types', 'importances', 'degrees']);
  const floats = (at: number, columns: number) =>
    numbersOf(
      join(example, `input_${at}.pb`),
      titles * columns,
      (bytes) => new Tensor(new Float32Array(bytes), [titles, columns]),
    );
  const numbers = (at: number) =>
    numbersOf(
      join(example, `input_${at}.pb`),
      titles * 25,
      (bytes) => new Tensor(new Int32Array(bytes), [titles, 25]),
    );
  const found = await session.run({
    features: await floats(0, 512),
    neighbours: await numbers(1),
    types: await numbers(2),
    importances: await floats(3, 25),
    degrees: await floats(4, 1),
  });
  const values = found.embeddings.data as Float32Array;
  const ours = await numbersOf(join(example, 'output_0.pb'), titles * 64, (bytes) => new Float32Array(bytes));
  expect(Math.max(...values.map((value, i) => Math.abs(value - ours[i])))).toBeLessThan(1e-4);
  // And those are what devices load, but for the rounding to bytes.
  for (let row = 0; row < titles; row++) {
    const direction = Float64Array.from(embeddings.directions.subarray(64 * row, 64 * row + 64));
    const along = direction.reduce((sum, value, i) => sum + value * values[64 * row + i], 0);
    expect(along / Math.hypot(...direction)).toBeGreaterThan(0.999);
  }
});

test('the encoder is that of the data folder where none is named', async () => {
  await expect(
    exportModel('--onnx', join(folder, 'a.onnx'), '--data', join(folder, 'data')),
  ).rejects.toMatchObject({
    code: 'model/no-encoder',
  });
  await writeFile(join(folder, 'data', 'models', 'encoder.bin'), await readFile(encoder));
  const { written } = await exportModel('--onnx', join(folder, 'a.onnx'), '--data', join(folder, 'data'));
  await exportModel('--onnx', join(folder, 'b.onnx'), '--encoder', encoder);
  const bytes = await readFile(join(folder, 'a.onnx'));
  expect(written).toEqual([{ file: join(folder, 'a.onnx'), bytes: bytes.length }]);
  expect(await readFile(join(folder, 'b.onnx'))).toEqual(bytes);
});

test('what cannot be exported is said in three sentences, and nothing is written', async () => {
  const out = join(folder, 'never.onnx');
  const broken = join(folder, 'broken.bin');
  await writeFile(broken, (await readFile(encoder)).subarray(0, 1000));
  for (const [args, code] of [
    [['--onnx', out, '--encoder', broken], 'model/useless-encoder'],
    [['--onnx', out, '--encoder', folder], 'model/no-encoder'],
    [['--onnx', join(encoder, 'x.onnx'), '--encoder', encoder], 'model/unwritable-file'],
  ] as const) {
    await expect(exportModel(...args)).rejects.toMatchObject({ code });
  }
  expect(await readdir(folder)).not.toContain('never.onnx');
});
