import type { Item } from '@parlour/wire';
import * as fc from 'fast-check';

/** For tests: any items the schema allows, odd ones on purpose, with different ids. Means have four decimals, as snapshots keep them. */
export function anyItems(maxLength = 40): fc.Arbitrary<Item[]> {
  return fc.uniqueArray(anyItem, { selector: (item) => item.id, maxLength });
}

/** Printed by every property test, and taken from the environment to run one again. */
export const seed = Number(process.env['PARLOUR_SEED'] ?? Date.now() % 2 ** 31);

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.constantFrom('', '\uFEFF', 'Amélie', '千と千尋の神隠し', '👩‍🚀', 'a'.repeat(5000), '\0'),
);
const name = text.filter((value) => value.length > 0);
/** From a small stock, so that dictionaries have repeated words; sometimes anything. */
const words = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('Drama', 'Comedy', 'Ana Lind', 'FR', 'en') },
    { weight: 1, arbitrary: text },
  ),
  {
    maxLength: 5,
  },
);
const whole = fc.oneof(fc.nat(300), fc.nat());
const moment = fc.oneof(fc.integer({ min: 0, max: 4e12 }), fc.double({ noNaN: true, min: 0.5, max: 1e15 }));

const anyItem: fc.Arbitrary<Item> = fc
  .record(
    {
      type: fc.oneof(fc.constantFrom('Movie', 'TVSeries', '3DModel'), name),
      name,
      alternateNames: fc.array(text, { maxLength: 3 }),
      year: fc.integer({ min: 1800, max: 2200 }),
      genres: words,
      runtime: fc.oneof(whole, fc.double({ min: 0.25, max: 1e6, noNaN: true })),
      seasons: whole,
      directors: words,
      cast: words,
      countries: words,
      languages: words,
      certificate: text,
      synopsis: text,
      platforms: fc.array(
        fc.record(
          {
            platform: fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,9}$/),
            country: fc.stringMatching(/^[A-Z]{2}$/),
            link: fc.webUrl(),
            checkedAt: moment,
          },
          { requiredKeys: ['platform'], noNullPrototype: true },
        ),
        { maxLength: 4 },
      ),
      externalIds: fc.record(
        {
          imdb: fc.stringMatching(/^tt\d{7,9}$/),
          tmdb: fc.oneof(fc.stringMatching(/^[1-9]\d{0,7}$/), fc.stringMatching(/^\d{1,30}$/)),
          thetvdb: fc.stringMatching(/^[1-9]\d{0,7}$/),
          wikidata: fc.stringMatching(/^Q[1-9]\d{0,7}$/),
        },
        { requiredKeys: [], noNullPrototype: true },
      ),
      source: name,
      sourceUpdatedAt: moment,
      publicRatings: fc.record(
        {
          count: whole,
          mean: fc.integer({ min: 0, max: 10_000 }).map((tenThousandths) => tenThousandths / 10_000),
        },
        { noNullPrototype: true },
      ),
      extra: fc.dictionary(fc.webUrl(), fc.jsonValue(), { minKeys: 1, maxKeys: 3, noNullPrototype: true }),
    },
    {
      requiredKeys: [
        ...([
          'type',
          'name',
          'alternateNames',
          'genres',
          'directors',
          'cast',
          'countries',
          'languages',
        ] as const),
        ...(['platforms', 'externalIds', 'source'] as const),
      ],
      noNullPrototype: true,
    },
  )
  .chain((item) => text.map((tail) => ({ id: `x${tail}`.slice(0, 200), ...item })))
  // JSON has no -0.
  .map((item) => (item.extra ? { ...item, extra: JSON.parse(JSON.stringify(item.extra)) } : item));
