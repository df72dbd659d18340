import * as v from 'valibot';

const text = v.nullish(v.string());
const number = v.nullish(v.number());
const named = v.nullish(v.array(v.object({ name: v.string() })), []);
const offers = v.nullish(v.array(v.object({ provider_name: v.string() })), []);

/** Words of TMDB's public API, of which the daily export has the first few. Everything else is ignored. */
export const TmdbRecord = v.object({
  id: v.pipe(v.number(), v.integer(), v.minValue(1)),
  title: text,
  name: text,
  original_title: text,
  original_name: text,
  adult: v.nullish(v.boolean()),
  video: v.nullish(v.boolean()),
  release_date: text,
  first_air_date: text,
  genres: named,
  runtime: number,
  episode_run_time: v.nullish(v.array(v.number()), []),
  number_of_seasons: number,
  production_countries: v.nullish(v.array(v.object({ iso_3166_1: v.string() })), []),
  origin_country: v.nullish(v.array(v.string()), []),
  original_language: text,
  spoken_languages: v.nullish(v.array(v.object({ iso_639_1: v.string() })), []),
  overview: text,
  vote_average: number,
  vote_count: number,
  imdb_id: text,
  created_by: named,
  credits: v.nullish(
    v.object({
      cast: v.nullish(v.array(v.object({ name: v.string(), order: number })), []),
      crew: v.nullish(v.array(v.object({ name: v.string(), job: text })), []),
    }),
  ),
  external_ids: v.nullish(v.object({ imdb_id: text, wikidata_id: text, tvdb_id: number })),
  alternative_titles: v.nullish(
    v.object({
      titles: v.nullish(v.array(v.object({ title: v.string() })), []),
      results: v.nullish(v.array(v.object({ title: v.string() })), []),
    }),
  ),
  'watch/providers': v.nullish(
    v.object({
      results: v.nullish(
        v.record(v.string(), v.object({ link: text, flatrate: offers, free: offers, ads: offers })),
        {},
      ),
    }),
  ),
});
export type TmdbRecord = v.InferOutput<typeof TmdbRecord>;
