import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { contentFeatures, openCatalogue } from '@parlour/catalogue';
import { readFormat } from '@parlour/catalogue/import';
import { encodeColumns } from '@parlour/catalogue/publish';
import { seededRandom } from '@parlour/model';
import { asked, queryKind, slotLength } from '@parlour/private-aggregation/queries';
import {
  type ClusterSpace,
  clusterSpace,
  compactFeatures,
  itemSpace,
  ownCluster,
  placedBy,
  popularity,
  startClusters,
} from '@parlour/recommend';
import type { Item, Query } from '@parlour/wire';
import { describe, expect, it } from 'vitest';
import { clustersPart } from './clusters-part.ts';

const folder = fileURLToPath(new URL('../../../../../shared/data', import.meta.url));
const sets = [
  { name: 'movielens', data: `${folder}/ml-latest-small`, ratings: 'ratings.csv', between: ',' },
  { name: 'movietweetings', data: `${folder}/movietweetings-100k`, ratings: 'ratings.dat', between: '::' },
];

describe.each(sets)('people of $name', ({ name, data, ratings, between }) => {
  it.skipIf(!existsSync(data))('add up to less than a clusters bundle lets a sum be', async () => {
    const { catalogue, people } = await read(name, data, `${data}/${ratings}`, between);
    const space = itemSpace(compactFeatures(contentFeatures(catalogue)));
    const centroids = startClusters(space, popularity(catalogue), { clusters: 16, axes: 16 });
    const axes = clusterSpace(centroids, space.features) as ClusterSpace;
    const points = centroids.clusters.map(({ centroid }) => centroid);
    const query = clustersPart({ name: 'a'.repeat(32), centroids }).query(1);
    const said = people.flatMap((rows) => {
      const last = rows.slice(-placedBy).map((row) => ({ row, weight: 1 }));
      const own = ownCluster(axes, points, last);
      return own === undefined ? [] : [vectorOf(query, points.length, own)];
    });
    const worst = worstCohort(said, query);
    console.info(`${name}: ${said.length} people, ${points.length} clusters: ${worst.toFixed(3)}`);
    expect(said.length).toBeGreaterThan(people.length / 2);
    expect(worst * 1.15).toBeLessThan(query.sumNorm ?? 0);
  });
});

function vectorOf(
  query: Query,
  clusters: number,
  own: { cluster: number; point: Float64Array },
): Float64Array {
  const placeOf = () => ({ ...own, clusters, items: ['any'] });
  const { vector } = queryKind(query, { clipNorm: 1 })?.answer(asked(query, { clipNorm: 1 }), {
    watched: [],
    placeOf,
  }) ?? { vector: new Float64Array() };
  expect(vector).toHaveLength(clusters * slotLength(own.point.length));
  return vector;
}

/** The longest sum of 200 cohorts of 50, as a share of 50: the fewer they are, the longer it is. */
function worstCohort(said: readonly Float64Array[], { scale, dimension }: Query): number {
  const random = seededRandom(1);
  let worst = 0;
  for (let cohort = 0; cohort < 200; cohort++) {
    const sum = new Float64Array(dimension);
    for (let device = 0; device < 50; device++)
      said[Math.floor(random() * said.length)].forEach((value, i) => {
        sum[i] += value * scale;
      });
    worst = Math.max(worst, Math.hypot(...sum) / 50);
  }
  return worst;
}

/** A catalogue of every title that was rated, and the rows that each of 2,000 people rated, oldest first. */
async function read(name: string, data: string, ratings: string, between: string) {
  const items = new Map<string, Item>();
  for await (const reading of readFormat(name, data)) {
    if (reading.kind !== 'part') continue;
    const { key, ratedOn: _, ...item } = reading.part;
    items.set(key, { id: key, ...item });
  }
  const catalogue = openCatalogue(encodeColumns([...items.values()]));
  const people = new Map<string, { row: number; at: number }[]>();
  for (const line of readFileSync(ratings, 'utf8').split('\n')) {
    const [person, title, , at] = line.split(between);
    const row = catalogue.rowOf(title);
    if (row < 0 || !(Number(at) > 0)) continue;
    const rows = people.get(person) ?? [];
    if (rows.length === 0) people.set(person, rows);
    rows.push({ row, at: Number(at) });
  }
  const ordered = [...people.values()].slice(0, 2000).map((rows) => rows.toSorted((a, b) => a.at - b.at));
  return { catalogue, people: ordered.map((rows) => rows.map(({ row }) => row)) };
}
