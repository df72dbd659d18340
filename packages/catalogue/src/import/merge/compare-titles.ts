import type { ExternalIds, Item } from '@parlour/wire';
import { foldName } from '../words/fold-name.ts';
import { typeClass } from '../words/type-class.ts';

type Columns = Pick<
  Item,
  'type' | 'name' | 'alternateNames' | 'directors' | 'cast' | 'externalIds' | 'source'
> &
  Pick<Partial<Item>, 'year' | 'runtime'> & {
    /** All years that its sources give, where it has several. */
    readonly years?: readonly number[];
  };

/**
 * What speaks for two titles being one, strongest first: an id of another catalogue; name and people; name, and the same year;
 * name, and a year next to it (films only). `different` where something speaks against it or too little for it.
 */
export type Verdict = 'ids' | 'people' | 'year' | 'near-year' | 'different';

/** Ids that can be compared: those of films and series are counted apart at TMDB and TheTVDB. */
export function idKeys(item: Columns): string[] {
  return Object.entries(item.externalIds).flatMap(([scheme, id]) => {
    if (id === undefined) return [];
    return scheme === 'imdb' || scheme === 'wikidata'
      ? [`${scheme} ${id}`]
      : [`${scheme} ${typeClass(item.type)} ${id}`];
  });
}

/** Whether both carry an id of the same catalogue, and it differs, and no other is the same. */
export function idsConflict(a: Columns, b: Columns): boolean {
  const theirs = new Set(idKeys(b));
  if (idKeys(a).some((key) => theirs.has(key))) return false;
  const comparable: (keyof ExternalIds)[] = ['imdb', 'wikidata'];
  if (typeClass(a.type) === typeClass(b.type)) comparable.push('tmdb', 'thetvdb');
  return comparable.some(
    (scheme) => a.externalIds[scheme] !== undefined && b.externalIds[scheme] !== undefined,
  );
}

/**
 * Compares two titles. Careful: two films of the same name and year stay two where their ids, people or runtimes contradict, and
 * titles of one and the same source need people or runtime in common, since a source seldom lists a title twice.
 */
export function compareTitles(a: Columns, b: Columns): Verdict {
  const theirs = new Set(idKeys(b));
  if (idKeys(a).some((key) => theirs.has(key))) return 'ids';
  if (idsConflict(a, b) || typeClass(a.type) !== typeClass(b.type) || !namesMatch(a, b)) return 'different';
  const gap = yearsApart(a, b);
  const people = comparePeople(a, b);
  if (people === 'contradict') return 'different';
  if (typeof people === 'number') {
    // Some sources give the year of a series' latest season, so two people in common bridge a larger gap.
    const near =
      gap === undefined || gap <= 1 || (typeClass(a.type) === 'series' && people >= 2 && gap <= 20);
    return near ? 'people' : 'different';
  }
  if (gap === undefined || gap > 1) return 'different';
  const [ours, its] = [a.runtime ?? Number.NaN, b.runtime ?? Number.NaN];
  const apart = Math.abs(ours - its);
  if (apart > Math.max(15, 0.2 * Math.max(ours, its))) return 'different';
  if (a.source === b.source && !(apart <= 1)) return 'different';
  if (gap === 0) return 'year';
  return typeClass(a.type) === 'series' ? 'different' : 'near-year';
}

/** The least difference between the years of both; undefined where one has none. */
function yearsApart(a: Columns, b: Columns): number | undefined {
  const theirs = b.years ?? [b.year ?? Number.NaN];
  const gaps = (a.years ?? [a.year ?? Number.NaN]).flatMap((year) =>
    theirs.map((other) => Math.abs(year - other)),
  );
  const known = gaps.filter((gap) => !Number.isNaN(gap));
  return known.length > 0 ? Math.min(...known) : undefined;
}

function namesMatch(a: Columns, b: Columns): boolean {
  const [first, second] = [foldName(a.name), foldName(b.name)];
  if (first === second) return true;
  return (
    b.alternateNames.some((name) => foldName(name) === first) ||
    a.alternateNames.some((name) => foldName(name) === second)
  );
}

/** How many people two titles share; `contradict` where both name people of a kind and share none, undefined where they don't. */
function comparePeople(a: Columns, b: Columns): number | 'contradict' | undefined {
  const comparable =
    (a.directors.length > 0 && b.directors.length > 0) || (a.cast.length > 0 && b.cast.length > 0);
  if (!comparable) return undefined;
  const theirs = new Set([...b.directors, ...b.cast].map(foldPerson));
  const ours = new Set([...a.directors, ...a.cast].map(foldPerson));
  const shared = ours.intersection(theirs).size;
  const directors = new Set(a.directors.map(foldPerson)).intersection(
    new Set(b.directors.map(foldPerson)),
  ).size;
  const otherDirectors = a.directors.length > 0 && b.directors.length > 0 && directors === 0;
  if (shared === 0 || (otherDirectors && shared < 2 && typeClass(a.type) !== 'series')) return 'contradict';
  return shared;
}

/** Given and family names in either order. */
function foldPerson(name: string): string {
  return foldName(name).split(' ').sort().join(' ');
}
