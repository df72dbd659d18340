import type { PlatformOffer } from '@parlour/wire';
import type { Part } from '../part.ts';
import { genresFrom } from '../words/genre-words.ts';
import { languageTag } from '../words/language-tag.ts';
import { platformSlug } from '../words/platform-slug.ts';
import { withoutUndefined } from '../words/without-undefined.ts';
import type { TmdbRecord } from './tmdb-record.ts';

/** As many of the cast as a title's page names. */
const castShown = 20;

/** A record of TMDB as what TMDB says of a title; undefined if it names none. `at` is when the file was made. */
export function recordToPart(record: TmdbRecord, at: number | undefined): Part | undefined {
  const isSeries = [record.first_air_date, record.name, record.original_name].some((value) => value != null);
  const original = record.original_title || record.original_name || undefined;
  const name = record.title || record.name || original;
  if (!name) return undefined;
  const titles = [
    ...(record.alternative_titles?.titles ?? []),
    ...(record.alternative_titles?.results ?? []),
  ];
  const others = [original ?? '', ...titles.map(({ title }) => title)];
  const year = Number(/^(\d{4})-/.exec(record.release_date || record.first_air_date || '')?.[1]);
  const spoken = (record.spoken_languages ?? []).flatMap(({ iso_639_1: tag }) => languageTag(tag) ?? []);
  const countries = (record.production_countries ?? []).map((country) => country.iso_3166_1);
  const makers = (record.credits?.crew ?? [])
    .filter(({ job }) => job === 'Director')
    .map((person) => person.name);
  const cast = [...(record.credits?.cast ?? [])].sort(
    (a, b) => (a.order ?? Infinity) - (b.order ?? Infinity) || 0,
  );
  return withoutUndefined({
    key: `${isSeries ? 'tv' : 'movie'}:${record.id}`,
    type: isSeries ? 'TVSeries' : 'Movie',
    name,
    alternateNames: unique(others).filter((other) => other !== name),
    year: year >= 1800 && year <= 2200 ? year : undefined,
    genres: genresFrom((record.genres ?? []).map((genre) => genre.name)),
    runtime: record.runtime || record.episode_run_time?.[0] || undefined,
    seasons: record.number_of_seasons ?? undefined,
    directors: unique(isSeries ? (record.created_by ?? []).map((person) => person.name) : makers),
    cast: unique(cast.map((person) => person.name)).slice(0, castShown),
    countries: unique(countries.length > 0 ? countries : (record.origin_country ?? [])),
    languages: unique([languageTag(record.original_language ?? '') ?? '', ...spoken]),
    synopsis: record.overview || undefined,
    platforms: offersOf(record, at),
    externalIds: idsOf(record),
    source: 'tmdb',
    sourceUpdatedAt: at,
    publicRatings: ratingsOf(record),
  });
}

function unique(words: readonly string[]): string[] {
  return [...new Set(words)].filter((word) => word !== '');
}

function idsOf(record: TmdbRecord): Part['externalIds'] {
  const imdb = record.external_ids?.imdb_id ?? record.imdb_id ?? '';
  const wikidata = record.external_ids?.wikidata_id ?? '';
  const thetvdb = record.external_ids?.tvdb_id;
  return withoutUndefined({
    tmdb: String(record.id),
    imdb: /^tt\d{7,9}$/.test(imdb) ? imdb : undefined,
    thetvdb: thetvdb ? String(thetvdb) : undefined,
    wikidata: /^Q\d+$/.test(wikidata) ? wikidata : undefined,
  });
}

/** Mean of 0 to 10. */
function ratingsOf({ vote_count: count, vote_average: average }: TmdbRecord): Part['publicRatings'] {
  return count && average != null && average >= 0 && average <= 10
    ? { count, mean: average / 10 }
    : undefined;
}

/** Where it can be watched without paying for the title itself. */
function offersOf(record: TmdbRecord, at: number | undefined): PlatformOffer[] {
  const offers = new Map<string, PlatformOffer>();
  for (const [country, place] of Object.entries(record['watch/providers']?.results ?? {})) {
    if (!/^[A-Z]{2}$/.test(country)) continue;
    for (const provider of [...(place.flatrate ?? []), ...(place.free ?? []), ...(place.ads ?? [])]) {
      const platform = platformSlug(provider.provider_name);
      if (platform === undefined) continue;
      const link = place.link && URL.canParse(place.link) ? place.link : undefined;
      offers.set(`${platform} ${country}`, withoutUndefined({ platform, country, link, checkedAt: at }));
    }
  }
  return [...offers.values()];
}
