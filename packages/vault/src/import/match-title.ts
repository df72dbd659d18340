import type { ExternalIds } from '@parlour/wire';
import type { MatchableTitle } from './import-model.ts';
import { differInEnglishArticleOnly, normaliseName, withoutBrackets } from './normalise-name.ts';
import { classOfType, type TitleClass } from './title-class.ts';
import { externalKeys, looseForms, type TitleIndex } from './title-index.ts';

export interface TitleQuery {
  readonly name: string;
  readonly year?: number | undefined;
  readonly class?: TitleClass;
  readonly externalIds?: ExternalIds | undefined;
}

/** `matched` has one candidate, `ambiguous` one or more, best first; `unmatched` none. Candidates are catalogue ids. */
export interface TitleMatch {
  readonly kind: 'matched' | 'ambiguous' | 'unmatched';
  readonly candidates: readonly string[];
}

const unmatched: TitleMatch = { kind: 'unmatched', candidates: [] };
const maxCandidates = 8;

/**
 * Looks a title up: by external id, else by name. A film's year may differ by one (release by country); a series' by as many as it
 * may have run, because sources disagree whether that is its first or its latest. Two titles that both have an id in the same
 * scheme, and not the same one, are never matched.
 */
export function matchTitle(index: TitleIndex, query: TitleQuery): TitleMatch {
  const byId = matchByExternalId(index, query);
  if (byId !== undefined) return byId;
  const key = normaliseName(query.name);
  const exact = index.byName.get(key);
  if (exact !== undefined) {
    const result = choose(index, query, key, exact);
    if (result.kind !== 'unmatched') return result;
  }
  return matchLoosely(index, query, key);
}

function matchByExternalId(index: TitleIndex, query: TitleQuery): TitleMatch | undefined {
  if (query.externalIds === undefined) return undefined;
  for (const key of externalKeys(query.externalIds, query.class)) {
    const [first, second] = index.byExternalId.get(key) ?? [];
    const title = first === undefined ? undefined : index.titles[first];
    if (title !== undefined && second === undefined) return { kind: 'matched', candidates: [title.id] };
  }
  return undefined;
}

function matchLoosely(index: TitleIndex, query: TitleQuery, key: string): TitleMatch {
  const positions = new Set(index.byLooseName.get(key));
  for (const form of looseForms(query.name, key)) {
    for (const position of index.byName.get(form) ?? []) positions.add(position);
    for (const position of index.byLooseName.get(form) ?? []) positions.add(position);
  }
  if (positions.size === 0) return unmatched;
  const year = query.year ?? withoutBrackets(query.name).year;
  const result = choose(index, { ...query, year }, key, [...positions]);
  const [id] = result.candidates;
  if (result.kind !== 'matched' || id === undefined) return result;
  const title = index.titles[index.positionOf.get(id) ?? -1];
  const sure =
    title !== undefined &&
    ((year !== undefined && title.year !== undefined && Math.abs(title.year - year) <= 1) ||
      [title.name, ...title.alternateNames].some((name) =>
        differInEnglishArticleOnly(normaliseName(name), key),
      ));
  return sure ? result : { kind: 'ambiguous', candidates: result.candidates };
}

function choose(index: TitleIndex, query: TitleQuery, key: string, positions: readonly number[]): TitleMatch {
  const fitting: { title: MatchableTitle; score: number }[] = [];
  let sure = 0;
  for (const position of positions) {
    const title = index.titles[position];
    if (title === undefined) continue;
    const score = fit(title, query, key);
    if (score === undefined) continue;
    if (score >= 0) sure++;
    fitting.push({ title, score });
  }
  if (fitting.length === 0) return unmatched;
  fitting.sort((a, b) => b.score - a.score || (b.title.popularity ?? 0) - (a.title.popularity ?? 0));
  const [best, second] = fitting;
  const candidates = fitting.slice(0, maxCandidates).map(({ title }) => title.id);
  // One that fits, and no other that fits as well: a name's own title beats an alternate name's, a year beats no year.
  const clear =
    best !== undefined &&
    best.score >= 0 &&
    (sure === 1 || (second !== undefined && best.score - second.score >= 1));
  return clear ? { kind: 'matched', candidates: candidates.slice(0, 1) } : { kind: 'ambiguous', candidates };
}

/** Undefined: cannot be it. Below zero: hardly. One point more is clearly better. */
function fit(title: MatchableTitle, query: TitleQuery, key: string): number | undefined {
  const classOfTitle = classOfType(title.type);
  if (query.class !== undefined && classOfTitle !== undefined && classOfTitle !== query.class)
    return undefined;
  if (contradicts(title.externalIds, query)) return undefined;
  if (query.class === undefined && classOfTitle === 'other') return -3;
  let score = query.class !== undefined && classOfTitle === query.class ? 0.5 : 0;
  if (normaliseName(title.name) === key) score += 1;
  if (query.year !== undefined && title.year !== undefined) {
    const years = Math.abs(title.year - query.year);
    if (years === 0) score += 2.5;
    else if (years === 1) score += 1.5;
    else if (query.class === 'series') score += years <= 25 ? 0 : -3;
    else if (query.class === 'film' || years > 3) return undefined;
    else score -= 3;
  }
  return score;
}

function contradicts(ids: ExternalIds, query: TitleQuery): boolean {
  const other = query.externalIds;
  if (other === undefined) return false;
  const differ = (a: string | undefined, b: string | undefined) =>
    a !== undefined && b !== undefined && a !== b;
  return (
    differ(ids.imdb, other.imdb) ||
    differ(ids.wikidata, other.wikidata) ||
    (query.class !== undefined && (differ(ids.tmdb, other.tmdb) || differ(ids.thetvdb, other.thetvdb)))
  );
}
