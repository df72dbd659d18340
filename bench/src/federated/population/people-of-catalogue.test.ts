import { openCatalogue } from '@parlour/catalogue';
import { encodeColumns } from '@parlour/catalogue/publish';
import { expect, it } from 'vitest';
import { peopleOfCatalogue } from './people-of-catalogue.ts';

const genres = ['Drama', 'Comedy', 'Horror'];
const catalogue = openCatalogue(
  encodeColumns(
    Array.from({ length: 300 }, (_, i) => ({
      id: `movie:film-${String(i).padStart(3, '0')}:${1960 + (i % 60)}`,
      type: 'Movie' as const,
      name: `Film ${i}`,
      alternateNames: [],
      year: 1960 + (i % 60),
      genres: [genres[i % 3]],
      directors: [],
      cast: [],
      countries: [],
      languages: [],
      platforms: [],
      externalIds: {},
      source: 'test',
    })),
  ),
);

it('draws the same people of a catalogue every time, who watch each title once and are not all alike', async () => {
  const { items, starts, people } = await peopleOfCatalogue(catalogue, 200, 7);
  expect(await peopleOfCatalogue(catalogue, 200, 7)).toEqual({
    people,
    items,
    starts,
    itemCount: 300,
    at: expect.anything(),
  });
  const counts = new Float64Array(300);
  let alike = 0;
  for (let person = 0; person < people; person++) {
    const watched = items.subarray(starts[person], starts[person + 1]);
    expect(new Set(watched).size).toBe(watched.length);
    expect(watched.length).toBeGreaterThan(0);
    const shares = genres.map(
      (genre) => watched.filter((row) => catalogue.genres(row)[0] === genre).length / watched.length,
    );
    alike += Math.max(...shares);
    for (const row of watched) counts[row]++;
  }
  // Some titles are watched by many, and people lean to a genre more than a third each.
  expect(Math.max(...counts)).toBeGreaterThan(10 * (counts.reduce((sum, count) => sum + count, 0) / 300 / 4));
  expect(alike / people).toBeGreaterThan(0.4);
});
