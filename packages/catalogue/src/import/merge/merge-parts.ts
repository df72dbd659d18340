import type { Item, PlatformOffer } from '@parlour/wire';
import { canonicalText, isObject } from '../json-ld/expanded.ts';
import type { Part } from '../part.ts';
import { foldName } from '../words/fold-name.ts';
import { typeClass } from '../words/type-class.ts';
import { withoutUndefined } from '../words/without-undefined.ts';

/** Whom to believe first; `csv` is any platform's list. Sources not named (an operator's own JSON-LD, a feed) come before these. */
const trust = ['starter', 'tmdb', 'csv', 'movielens', 'movietweetings'];

function rank(part: Part): number {
  return trust.indexOf(part.source.endsWith('-csv') ? 'csv' : part.source);
}

/** Columns that a part fills: of equally trusted sources the more complete is believed first. */
function completeness(part: Part): number {
  const filled = [part.year, part.runtime, part.seasons, part.certificate, part.synopsis].filter(
    (value) => value !== undefined,
  );
  const lists = [part.directors, part.cast, part.genres, part.countries, part.languages].filter(
    (list) => list.length > 0,
  );
  return filled.length + lists.length;
}

function byTrust(a: Part, b: Part): number {
  const order = rank(a) - rank(b) || completeness(b) - completeness(a);
  const name = (part: Part) => `${part.source} ${part.key}`;
  return order || (name(a) < name(b) ? -1 : 1);
}

/**
 * One item from what several sources say of it; the same whatever the order of the parts, and for one part that part itself.
 *
 * By column: the most trusted source that says anything decides, except that a series began in the earliest year named and has as
 * many seasons as the largest count; names, genres, people, countries, languages and unknown properties are joined; for each
 * platform and country the newest check counts; ratings are summed over the parts.
 */
export function mergeParts(parts: readonly Part[]): Omit<Item, 'id'> {
  const sorted = parts.length === 1 ? parts : [...parts].sort(byTrust);
  const [first] = sorted;
  if (!first) throw new RangeError('An item needs at least one part.');
  const { key: _key, ratedOn: _ratedOn, ...only } = first;
  if (sorted.length === 1) return only;
  const series = typeClass(first.type) === 'series';
  const years = sorted.flatMap((part) => part.year ?? []);
  const seasons = sorted.flatMap((part) => part.seasons ?? []);
  const updates = sorted.flatMap((part) => part.sourceUpdatedAt ?? []);
  const one = <K extends keyof Part>(column: K) =>
    sorted.find((part) => part[column] !== undefined)?.[column];
  return withoutUndefined({
    type: first.type,
    name: first.name,
    alternateNames: joinExactly(sorted.flatMap((part) => [part.name, ...part.alternateNames])).filter(
      (name) => name !== first.name,
    ),
    year: series && years.length > 0 ? Math.min(...years) : years[0],
    genres: joinExactly(sorted.flatMap((part) => part.genres)),
    runtime: one('runtime'),
    seasons: seasons.length > 0 ? Math.max(...seasons) : undefined,
    directors: joinFolded(sorted.flatMap((part) => part.directors)),
    cast: joinFolded(sorted.flatMap((part) => part.cast)),
    countries: joinExactly(sorted.flatMap((part) => part.countries)),
    languages: joinExactly(sorted.flatMap((part) => part.languages)),
    certificate: one('certificate'),
    synopsis: one('synopsis'),
    platforms: joinOffers(sorted.flatMap((part) => part.platforms)),
    externalIds: Object.assign(
      {},
      ...sorted.map((part) => withoutUndefined(part.externalIds)).reverse(),
    ) as Item['externalIds'],
    source: first.source,
    sourceUpdatedAt: updates.length > 0 ? Math.max(...updates) : undefined,
    publicRatings: sumRatings(sorted),
    extra: joinExtras(sorted.flatMap((part) => (part.extra ? [part.extra] : []))),
  });
}

function joinExactly(values: readonly string[]): string[] {
  return [...new Set(values)];
}

function joinFolded(values: readonly string[]): string[] {
  const joined = new Map<string, string>();
  for (const value of values) if (!joined.has(foldName(value))) joined.set(foldName(value), value);
  return [...joined.values()];
}

function joinOffers(offers: readonly PlatformOffer[]): PlatformOffer[] {
  const newest = new Map<string, PlatformOffer>();
  for (const offer of offers) {
    const place = `${offer.platform} ${offer.country ?? ''}`;
    const before = newest.get(place);
    if (!before || (offer.checkedAt ?? -Infinity) > (before.checkedAt ?? -Infinity)) newest.set(place, offer);
  }
  return [...newest.values()];
}

function sumRatings(parts: readonly Part[]): Item['publicRatings'] {
  const all = parts.flatMap((part) => part.publicRatings ?? []);
  const count = all.reduce((sum, ratings) => sum + ratings.count, 0);
  if (all.length < 2) return all[0];
  const mean =
    count === 0 ? 0 : all.reduce((sum, ratings) => sum + ratings.mean * (ratings.count / count), 0);
  return { count, mean: Math.min(1, mean) };
}

type Extra = NonNullable<Item['extra']>;

function joinExtras(extras: readonly Extra[]): Extra | undefined {
  if (extras.length === 0) return undefined;
  const joined = extras.reduce((all, extra) => joinValues(all, extra) as Extra);
  const otherIds = extras.flatMap((extra) =>
    extra['@id'] === undefined || extra['@id'] === joined['@id'] ? [] : extra['@id'],
  );
  if (otherIds.length === 0) return joined;
  const sameAs = { 'http://schema.org/sameAs': otherIds.map((id) => ({ '@id': id })) };
  return joinValues(joined, sameAs) as Extra;
}

/** Sets are united, objects joined by property, of anything else the first stands. */
function joinValues(a: unknown, b: unknown): unknown {
  if (Array.isArray(a) && Array.isArray(b)) {
    return [
      ...new Map(
        [...(a as unknown[]), ...(b as unknown[])].map((value) => [canonicalText(value), value]),
      ).values(),
    ];
  }
  if (!isObject(a) || !isObject(b)) return a;
  const joined: Record<string, unknown> = { ...a };
  for (const [key, held] of Object.entries(b)) joined[key] = key in a ? joinValues(a[key], held) : held;
  return joined;
}
