import type { Item } from '@parlour/wire';
import * as fc from 'fast-check';

const text = fc.string({ unit: 'grapheme', maxLength: 20 });
const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
const names = fc.uniqueArray(name, { maxLength: 4 });
const moment = fc.oneof(fc.integer({ min: 0, max: 4e12 }), fc.constant(86_400_000 * 20_000));

/** Any item the schema allows, within the bounds that each column's docstring gives. */
export const arbitraryItem: fc.Arbitrary<Item> = fc
  .record(
    {
      id: name,
      type: fc.constantFrom('Movie', 'TVSeries', 'VideoGame', '3DModel', 'Book'),
      name,
      alternateNames: names,
      year: fc.integer({ min: 1800, max: 2200 }),
      genres: names,
      runtime: fc.oneof(fc.integer({ min: 0, max: 1000 }), fc.double({ min: 0, max: 1e6, noNaN: true })),
      seasons: fc.nat(100),
      directors: names,
      cast: names,
      countries: names,
      languages: names,
      certificate: text,
      synopsis: text,
      platforms: fc.uniqueArray(
        fc.record(
          {
            platform: fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,9}$/),
            country: fc.stringMatching(/^[A-Z]{2}$/),
            link: fc.webUrl({ withQueryParameters: true }),
            checkedAt: moment,
          },
          { requiredKeys: ['platform'] },
        ),
        { maxLength: 4, selector: (offer) => `${offer.platform} ${offer.country ?? ''}` },
      ),
      externalIds: fc.record(
        {
          imdb: fc.stringMatching(/^tt\d{7,9}$/),
          tmdb: fc.stringMatching(/^\d{1,8}$/),
          thetvdb: fc.stringMatching(/^\d{1,8}$/),
          wikidata: fc.stringMatching(/^Q\d{1,8}$/),
        },
        { requiredKeys: [] },
      ),
      source: name,
      sourceUpdatedAt: moment,
      publicRatings: fc.record({ count: fc.nat(), mean: fc.double({ min: 0, max: 1, noNaN: true }) }),
      extra: fc.dictionary(
        fc.constantFrom(
          'http://schema.org/award',
          'http://example.org/ns#note',
          'http://schema.org/productionCompany',
        ),
        fc.array(fc.record({ '@value': name }), { minLength: 1, maxLength: 2 }),
        { minKeys: 1, maxKeys: 3 },
      ),
    },
    {
      requiredKeys: [
        ...([
          'id',
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
    },
  )
  .map((item) => ({ ...item, alternateNames: item.alternateNames.filter((other) => other !== item.name) }));
