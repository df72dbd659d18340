import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { popularity } from '@parlour/private-aggregation/queries';
import { describe, expect, it } from 'vitest';
import { epochBundle } from './epoch-bundle.ts';
import { popularityPart, popularitySumNorm } from './popularity-part.ts';

const folder = fileURLToPath(new URL('../../../../../shared/data', import.meta.url));
const sets = [
  { name: 'MovieLens', path: `${folder}/ml-latest-small/ratings.csv`, between: ',' },
  { name: 'MovieTweetings', path: `${folder}/movietweetings-100k/ratings.dat`, between: '::' },
];
interface Rating {
  readonly item: string;
  readonly at: number;
}

/** Ratings by person. */
function read(path: string, between: string): Map<string, Rating[]> {
  const people = new Map<string, Rating[]>();
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const [person, item, , at] = line.split(between);
    if (!(Number(at) > 0)) continue;
    people.set(person, [...(people.get(person) ?? []), { item, at: Number(at) }]);
  }
  return people;
}

/** Titles, the most rated first. */
function byFame(people: Iterable<readonly Rating[]>): string[] {
  const known = new Map<string, number>();
  for (const ratings of people) for (const { item } of ratings) known.set(item, (known.get(item) ?? 0) + 1);
  return [...known.keys()].toSorted((a, b) => (known.get(b) ?? 0) - (known.get(a) ?? 0));
}

/** Numbers in [0, 1), the same every time (mulberry32). */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe.each(sets)('people of $name', ({ name, path, between }) => {
  it.skipIf(!existsSync(path))('add up to less than a popularity bundle lets a sum be', () => {
    const people = [...read(path, between).values()].slice(0, 2000);
    const fame = byFame(people);
    for (const titles of [64, 160, 512, 2048]) {
      const list = fame.slice(0, titles);
      for (const perPerson of [1, 16, 64]) {
        const worst = worstCohort(people, list, perPerson);
        console.info(`${name}: ${titles} titles, ${perPerson} a person: ${worst.toFixed(3)}`);
        expect(worst * 1.15).toBeLessThan(popularitySumNorm(titles));
      }
    }
  });
});

/** The longest sum of 200 cohorts of 50, as a share of 50: the fewer they are, the longer it is. */
function worstCohort(people: readonly Rating[][], list: readonly string[], perPerson: number): number {
  const { queries, clipNorm } = epochBundle(
    [popularityPart({ name: 'a'.repeat(32), items: list }, { perPerson })],
    { epoch: '2026-w48', expiry: 1, minimumReports: 1000, dropout: 0.1 },
  );
  const asked = { query: queries[0], norm: clipNorm };
  const said = people.map((watched) => {
    const { vector } = popularity.answer(asked, { watched, list });
    return [...vector.keys()].filter((place) => vector[place] === 1);
  });
  const roll = dice(1);
  let worst = 0;
  for (let cohort = 0; cohort < 200; cohort++) {
    const sum = new Float64Array(list.length);
    for (let device = 0; device < 50; device++)
      for (const place of said[Math.floor(roll() * said.length)]) sum[place] += queries[0].scale;
    worst = Math.max(worst, Math.hypot(...sum) / 50);
  }
  return worst;
}
