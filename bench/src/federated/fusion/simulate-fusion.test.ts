import { contentFeatures, openCatalogue } from '@parlour/catalogue';
import { encodeColumns } from '@parlour/catalogue/publish';
import { compactFeatures, itemSpace, popularity, type Strategy } from '@parlour/recommend';
import type { Item } from '@parlour/wire';
import { describe, expect, it } from 'vitest';
import type { FusedPeople } from './fused-people.ts';
import { simulateFusion } from './simulate-fusion.ts';

const genres = ['Crime', 'Comedy', 'Western', 'Horror', 'Musical', 'War'];
const items = Array.from(
  { length: 72 },
  (_, index): Item => ({
    id: `movie:film-${index}:2000`,
    type: 'Movie',
    name: `Film ${index}`,
    alternateNames: [],
    year: 1960 + (index % 60),
    genres: [genres[index % 6]],
    directors: [],
    cast: [],
    countries: [],
    languages: [],
    synopsis: `A ${genres[index % 6]} of the year ${1960 + (index % 60)}.`,
    platforms: [],
    externalIds: {},
    source: 'test',
  }),
);
const catalogue = openCatalogue(encodeColumns(items));
const rowOf = (index: number) => catalogue.rowOf(`movie:film-${index}:2000`);
/** Everybody watches one genre, one year after the other, as content says; the collaborative strategy is wrong about it. */
const history = (person: number) =>
  Array.from({ length: 9 }, (_, place) => (person % 6) + 6 * ((person + place) % 12));
const collaborative: Strategy = {
  name: 'collaborative',
  prepare: (known) => ({
    rank(allowed) {
      const genre = (catalogue.genres(known.at(-1)?.row ?? 0)[0] ?? '').length;
      const rows = Int32Array.from({ length: 12 }, (_, rank) => rowOf(6 * rank + ((genre + 1) % 6)));
      const others = rows.filter((row) => allowed[row] === 1 && catalogue.genres(row)[0]?.length !== genre);
      return {
        rows: others,
        scores: Float32Array.from(others, (_, rank) => 1 / (rank + 1)),
        evidence: () => [],
      };
    },
  }),
};
const people = (devices: number): FusedPeople => ({
  parts: {
    catalogue,
    space: itemSpace(compactFeatures(contentFeatures(catalogue))),
    popularity: popularity(catalogue),
    strategies: [collaborative],
  },
  devices: Array.from({ length: devices }, (_, person) => history(person).map(rowOf)),
  newcomers: Array.from({ length: 20 }, (_, person) => ({
    person: `${person}`,
    history: history(person + 500)
      .slice(0, 5)
      .map((index, at) => ({ row: rowOf(index), at, weight: 1 })),
    targets: history(person + 500)
      .slice(5)
      .map(rowOf),
    moment: { now: 99 },
  })),
});
const options = { share: 1, draws: 3, seed: 5, say: () => undefined };

describe('shared weights, by real histories, encoding and noise', () => {
  it('leave a strategy that is wrong about people', async () => {
    const report = await simulateFusion({ ...options, people: people(400) });
    expect(report).toMatchObject({ devices: 400, cohorts: 1, reports: 400 });
    // As the ledger charges it, a little above the exact one.
    expect(report.epsilon).toBeLessThan(1.2);
    for (const { weights, isBetter } of report.chosen) {
      expect(isBetter).toBe(true);
      expect(weights.collaborative).toBeLessThan(0.5);
    }
    // Which lists that makes is the engine's own affair, variety and all; each is measured for the same people.
    expect(report.rows.map(({ told }) => told)).toEqual([1, 3, 5, 10, 20, null]);
    expect(report.rows.some(({ difference }) => difference !== 0)).toBe(true);
    for (const { people: own, before, after, difference } of report.rows) {
      expect(own).toBe(20);
      expect(after - before).toBeCloseTo(difference, 9);
    }
  });

  it('change nothing where too few say too little to be heard', async () => {
    const report = await simulateFusion({ ...options, share: 0.02, people: people(60) });
    expect(report.chosen.every(({ isBetter }) => !isBetter)).toBe(true);
    for (const { difference } of report.rows) expect(difference).toBeCloseTo(0, 12);
  });

  it('are not asked of fewer than 50', async () => {
    await expect(simulateFusion({ ...options, people: people(49) })).rejects.toMatchObject({
      code: 'simulate/too-few-people',
    });
  });
});
