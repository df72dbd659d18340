import { createHash } from 'node:crypto';
import { answerBundle, fusionId, fusionScale } from '@parlour/private-aggregation/queries';
import { weightingsOf } from '@parlour/recommend/shared-fusion';
import type { HistoryEvent, Query } from '@parlour/wire';
import { beforeAll, describe, expect, it } from 'vitest';
import type { KeptFiles } from '../../kept-files.ts';
import { film, filesOf, items } from '../brain-for-tests.ts';
import { historyView } from '../history-view.ts';
import { loadPublicCatalogue, type PublicCatalogue } from '../public-catalogue.ts';
import { peopleBundle } from './aggregator-for-tests.ts';
import type { AskedBundle } from './asked-bundle.ts';
import { queryFiles } from './query-files.ts';
import { watchedTitles } from './watched-titles.ts';

const keepsNothing: KeptFiles = {
  read: () => Promise.resolve(undefined),
  keep: () => Promise.resolve(),
  stop: () => undefined,
};
const weightings = weightingsOf((name) => name === 'content' || name === 'context');
const file = new TextEncoder().encode(JSON.stringify(weightings));
const name = createHash('sha256').update(file).digest('hex').slice(0, 32);
const query: Query = {
  id: fusionId(name),
  version: 1,
  purpose: 'To learn where to start.',
  dimension: weightings.weightings.length - 1,
  scale: fusionScale(0.5, 1),
  clipShare: 1,
  sumNorm: 0.6,
};
const bundle = peopleBundle({ queries: [query] });
/** Westerns, one after the other. */
const history = [2, 8, 14, 20, 26, 32, 38].map(
  (index, place): HistoryEvent => ({
    id: `event-${place}`,
    kind: 'completion',
    item: film(index),
    at: 1_700_000_000_000 + place * 86_400_000,
    source: 'viewer',
  }),
);
let house: PublicCatalogue;

beforeAll(async () => {
  house = await loadPublicCatalogue(filesOf(items()), keepsNothing);
});

const answered = async (events: readonly HistoryEvent[], bytes = file, isOff = false) => {
  const asked: string[] = [];
  const files = {
    fusionWeightings(of: string) {
      asked.push(of);
      return Promise.resolve(bytes);
    },
  };
  const view = historyView(events, new Map(), house);
  const parts = { house, files, history: () => view } as unknown as Parameters<typeof queryFiles>[0];
  const materialOf = await queryFiles(parts, { opened: { bundle } } as AskedBundle);
  const material = { watched: watchedTitles(view.events), materialOf, isOff: () => isOff };
  const { vectors, said } = answerBundle(bundle, material);
  return {
    asked,
    vector: vectors.has(query.id) ? Float64Array.from(vectors.get(query.id) ?? []) : undefined,
    items: said[0].items,
  };
};

describe('the answer to what ways of mixing gain', () => {
  it('is found out over the strategies of this device, of titles that were watched', async () => {
    const { vector, items, asked } = await answered(history);
    expect(asked).toEqual([name]);
    expect(vector).toHaveLength(query.dimension);
    expect(vector?.some((gain) => gain !== 0)).toBe(true);
    expect(vector?.every((gain) => Math.abs(gain) <= 1)).toBe(true);
    expect(items.every((item) => history.some((event) => event.item === item))).toBe(true);
  });

  it('is the same again, and zeros of somebody who has watched too little', async () => {
    expect((await answered(history)).vector).toEqual((await answered(history)).vector);
    const few = await answered(history.slice(0, 3));
    expect(few.vector).toEqual(new Float64Array(query.dimension));
    expect(few.items).toEqual([]);
  });

  it('is nothing where it is switched off, and the file is fetched all the same', async () => {
    expect(await answered(history, file, true)).toMatchObject({
      asked: [name],
      vector: undefined,
      items: [],
    });
  });

  it('is refused over a file that is none', async () => {
    await expect(answered(history, new TextEncoder().encode('{}'))).rejects.toMatchObject({
      code: 'model/damaged-fusion',
    });
  });
});
