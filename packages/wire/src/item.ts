import * as v from 'valibot';

/** Where an item can be watched. `platform` is a lower-case slug (`netflix`); a missing `country` means anywhere it operates. */
export const PlatformOffer = v.object({
  platform: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]*$/)),
  /** ISO 3166-1 alpha-2, upper case. */
  country: v.optional(v.pipe(v.string(), v.regex(/^[A-Z]{2}$/))),
  link: v.optional(v.pipe(v.string(), v.url())),
  /** Unix milliseconds of the last time somebody looked; absent means unknown. */
  checkedAt: v.optional(v.number()),
});
export type PlatformOffer = v.InferOutput<typeof PlatformOffer>;

/** Ids in other catalogues, without prefixes except IMDb's own `tt`. */
export const ExternalIds = v.object({
  imdb: v.optional(v.pipe(v.string(), v.regex(/^tt\d{7,9}$/))),
  tmdb: v.optional(v.pipe(v.string(), v.regex(/^\d+$/))),
  thetvdb: v.optional(v.pipe(v.string(), v.regex(/^\d+$/))),
  wikidata: v.optional(v.pipe(v.string(), v.regex(/^Q\d+$/))),
});
export type ExternalIds = v.InferOutput<typeof ExternalIds>;

/** One thing in the catalogue. In the interface it is called a title. */
export const Item = v.object({
  /** Stable over imports: `<type>:<slug of the name>:<year>`, e.g. `movie:the-matrix:1999`. */
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  /** schema.org type without its prefix: `Movie`, `TVSeries`, `VideoGame`, `3DModel`, ... */
  type: v.pipe(v.string(), v.minLength(1)),
  name: v.pipe(v.string(), v.minLength(1)),
  alternateNames: v.array(v.string()),
  year: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1800), v.maxValue(2200))),
  genres: v.array(v.string()),
  /** Minutes; of one episode for a series. */
  runtime: v.optional(v.pipe(v.number(), v.minValue(0))),
  seasons: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  directors: v.array(v.string()),
  cast: v.array(v.string()),
  /** ISO 3166-1 alpha-2 where known, else the source's own word. */
  countries: v.array(v.string()),
  /** BCP 47. */
  languages: v.array(v.string()),
  certificate: v.optional(v.string()),
  synopsis: v.optional(v.string()),
  platforms: v.array(PlatformOffer),
  externalIds: ExternalIds,
  /** Which importer or feed it came from: `starter`, `netflix-csv`, `movielens`, a feed's host, ... */
  source: v.string(),
  /** Unix milliseconds at which the source said this was true; absent means unknown. */
  sourceUpdatedAt: v.optional(v.number()),
  /** Public signals summed over sources: how many people rated it, and their mean on a 0..1 scale. */
  publicRatings: v.optional(v.object({ count: v.number(), mean: v.number() })),
  /** JSON-LD properties this format has no column for, kept as expanded JSON-LD. */
  extra: v.optional(v.record(v.string(), v.unknown())),
});
export type Item = v.InferOutput<typeof Item>;
