import { answerBundle } from '@parlour/private-aggregation/queries';
import type { HistoryEvent } from '@parlour/wire';
import { describe, expect, it } from 'vitest';
import { listName, peopleBundle } from './aggregator-for-tests.ts';
import type { AskedBundle } from './asked-bundle.ts';
import { ownMaterial } from './own-material.ts';
import { notAsked } from './saved-together.ts';

const list = Array.from({ length: 40 }, (_, place) => `movie:film-${place}:2000`);
const event = (kind: HistoryEvent['kind'], place: number): HistoryEvent => ({
  id: `${kind} ${place}`,
  kind,
  item: list[place],
  at: place,
  source: 'viewer',
});
const events = [event('completion', 3), event('view', 5), event('seen', 8), event('report-broken', 9)];
const bundle = peopleBundle();
const [query] = bundle.queries;
const asked = { opened: { bundle } } as AskedBundle;

async function answered(off: readonly string[]) {
  const parts = {
    history: () => ({ events }),
    trials: { qualityOf: () => undefined },
    house: { currentId: (item: string) => item },
    files: {
      headList: (name: string) =>
        name === listName ? Promise.resolve({ format: 1, items: list }) : Promise.reject(new Error(name)),
    },
    book: { saved: { ...notAsked, off: [...off] }, ledger: undefined },
  };
  const material = await ownMaterial(parts as unknown as Parameters<typeof ownMaterial>[0], asked);
  return { material, ...answerBundle(bundle, material) };
}

describe('what a device answers a bundle from', () => {
  it('is what its person watched, and reported', async () => {
    const { material, vectors, said } = await answered([]);
    expect(
      Array.from(vectors.get(query.id) ?? []).flatMap((one, place) => (one === 1 ? [place] : [])),
    ).toEqual([3, 8]);
    expect(said).toMatchObject([{ answered: true, items: [list[8], list[3]] }]);
    expect(material.reported).toEqual([{ item: list[9], as: 'broken', at: 9 }]);
  });

  it('is nothing for what they have switched off: zeros, as the encoding puts for what has no answer', async () => {
    const { vectors, said } = await answered(['popularity']);
    expect(vectors.size).toBe(0);
    expect(said).toMatchObject([{ answered: false, items: [] }]);
    expect((await answered(['moments'])).vectors.size).toBe(1);
  });
});
