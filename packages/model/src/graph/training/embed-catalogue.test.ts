import { type Catalogue, featureVersion, formerId, itemGraph, openCatalogue } from '@parlour/catalogue';
import { starterItems } from '@parlour/catalogue/import';
import { buildSimilar, encodeColumns } from '@parlour/catalogue/publish';
import type { Item } from '@parlour/wire';
import { beforeAll, expect, test } from 'vitest';
import { seededRandom } from '../../seeded-random.ts';
import { decodeGraphModel, type GraphModel } from '../file/embeddings-file.ts';
import { decodeGraphEncoder, type GraphEncoder } from '../file/encoder-file.ts';
import { embedCatalogue } from './embed-catalogue.ts';
import { defaultGraphPlan } from './graph-plan.ts';
import { trainGraphModel } from './train-graph-model.ts';

const kept = 120;
let items: Item[];
let old: Catalogue;
let model: GraphModel;
let encoder: GraphEncoder;

beforeAll(async () => {
  items = (await starterItems()).slice(0, kept + 20);
  old = openCatalogue(encodeColumns(items.slice(0, kept)));
  const random = seededRandom(5);
  // Tastes that no feature tells of: titles whose places in the catalogue have the same rest.
  const people = Array.from({ length: 150 }, (_, person) =>
    Array.from({ length: kept }, (__, row) => row).filter((row) => row % 8 === person % 8 && random() < 0.6),
  );
  const files = await trainGraphModel({
    catalogue: old,
    graph: itemGraph(old, await buildSimilar(old)),
    people,
    plan: { ...defaultGraphPlan, steps: 25, people: 32, negatives: 32, nodes: 120 },
    seed: 3,
  });
  model = decodeGraphModel(files.model, versionsOf(old));
  encoder = decodeGraphEncoder(files.encoder, featureVersion);
}, 120_000);

const versionsOf = ({ version, size }: Catalogue) => ({
  catalogue: version,
  features: featureVersion,
  rows: size,
});

async function embed(by: GraphEncoder, catalogue: Catalogue): Promise<GraphModel> {
  const bytes = embedCatalogue(by, catalogue, await buildSimilar(catalogue));
  return decodeGraphModel(bytes, versionsOf(catalogue));
}

function cosine(one: Int8Array, row: number, other: Int8Array, at: number): number {
  const [a, b] = [one.subarray(64 * row, 64 * row + 64), other.subarray(64 * at, 64 * at + 64)];
  const dot = (x: Int8Array, y: Int8Array): number => x.reduce((sum, value, i) => sum + value * y[i], 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

/** How far titles that both catalogues have point where they did. */
function likeness(
  catalogue: Catalogue,
  found: GraphModel,
  rowOf = (id: string) => catalogue.rowOf(id),
): number {
  const cosines: number[] = [];
  for (let row = 0; row < old.size; row++) {
    const at = rowOf(old.id(row));
    if (at >= 0) cosines.push(cosine(model.directions, row, found.directions, at));
  }
  return cosines.reduce((sum, value) => sum + value, 0) / cosines.length;
}

test('of the same catalogue the embeddings are those of the training', async () => {
  const again = await embed(encoder, old);
  expect(again).toMatchObject({ encoder: model.encoder, people: 150, rows: kept });
  expect(likeness(old, again)).toBeGreaterThan(0.9999);
});

test('of a later catalogue titles stay where they were, as long as people tell of them', async () => {
  // Every tenth title has left, twenty have come, and one has a new id.
  const renamed = items.findIndex((_, at) => at < kept && at % 10 === 1);
  const later = items
    .filter((_, at) => at >= kept || at % 10 !== 0)
    .map((item) =>
      item.id === items[renamed]?.id
        ? { ...item, id: 'movie:renamed', extra: { [formerId]: [{ '@value': item.id }] } }
        : item,
    );
  const catalogue = openCatalogue(encodeColumns(later));
  const rowOf = (id: string): number => catalogue.rowOf(id === items[renamed]?.id ? 'movie:renamed' : id);
  const found = await embed(encoder, catalogue);
  expect(likeness(catalogue, found, rowOf)).toBeGreaterThan(0.95);
  const forgetful = await embed({ ...encoder, watched: undefined }, catalogue);
  expect(likeness(catalogue, forgetful, rowOf)).toBeLessThan(0.9);
  const [before, now] = [old.rowOf(items[renamed]?.id ?? ''), catalogue.rowOf('movie:renamed')];
  expect(cosine(model.directions, before, found.directions, now)).toBeGreaterThan(0.9);
  for (const { id } of items.slice(kept)) {
    const row = catalogue.rowOf(id);
    expect(found.directions.subarray(64 * row, 64 * row + 64).some((value) => value !== 0)).toBe(true);
  }
});

test('a catalogue of strangers is embedded all the same', async () => {
  const catalogue = openCatalogue(encodeColumns(items.slice(kept)));
  expect(await embed(encoder, catalogue)).toMatchObject({ rows: 20 });
});
