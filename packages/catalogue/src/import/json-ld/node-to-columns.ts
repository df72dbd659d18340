import type { ExternalIds, Item, PlatformOffer } from '@parlour/wire';
import { withoutUndefined } from '../words/without-undefined.ts';
import { type Column, readableAt, readersFor, readings } from './claims.ts';
import { defaultSource } from './columns-to-node.ts';
import { type Expanded, valuesOf } from './expanded.ts';
import { type Scheme } from './external-links.ts';

/** What an expanded node says for each column of an item of this type; undefined if it has no name. */
export function nodeToColumns(node: Expanded, type: string): Omit<Item, 'id'> | undefined {
  const name = chooseName(node);
  if (name === undefined) return undefined;
  const said = new Map<Column, unknown[]>();
  for (const [property, reader] of readersFor(type)) {
    if (node[property] === undefined) continue;
    for (const value of readableAt(node, property)) {
      const [first] = readings(reader, value);
      if (first === undefined) continue;
      const before = said.get(reader.column);
      if (before) before.push(first);
      else said.set(reader.column, [first]);
    }
  }
  const all = <T>(column: Column) => (said.get(column) ?? []) as T[];
  const one = <T>(column: Column) => said.get(column)?.[0] as T | undefined;
  return withoutUndefined({
    type,
    name,
    alternateNames: alternateNames(node, name),
    year: one<number>('year'),
    genres: distinct(all('genres')),
    runtime: one<number>('runtime'),
    seasons: one<number>('seasons'),
    directors: distinct(all('directors')),
    cast: distinct(all('cast')),
    countries: distinct(all('countries')),
    languages: distinct(all('languages')),
    certificate: one<string>('certificate'),
    synopsis: one<string>('synopsis'),
    platforms: distinctOffers(all<PlatformOffer>('platforms')),
    externalIds: firstIds(all<readonly [Scheme, string]>('externalIds')),
    source: one<string>('source') ?? defaultSource,
    sourceUpdatedAt: one<number>('sourceUpdatedAt'),
    publicRatings: one<NonNullable<Item['publicRatings']>>('publicRatings'),
  });
}

function distinct(words: string[]): string[] {
  return words.length < 2 ? words : [...new Set(words)];
}

/** Of several names the one without a language, else the English one, else the first. */
export function chooseName(node: Expanded): string | undefined {
  const named = valuesOf(node, 'name').filter(
    (value) => typeof value['@value'] === 'string' && value['@value'] !== '',
  );
  const best =
    named.find((value) => value['@language'] === undefined) ??
    named.find((value) => /^en\b/i.test(String(value['@language']))) ??
    named[0];
  return best?.['@value'] as string | undefined;
}

/** The explicit alternate names, and then every name that was not chosen; never the chosen one again. */
function alternateNames(node: Expanded, chosen: string): string[] {
  const values = [
    ...valuesOf(node, 'alternateName'),
    ...valuesOf(node, 'name').filter((value) => value['@value'] !== ''),
  ];
  const names = values.map((value) => value['@value']).filter((name) => typeof name === 'string');
  return [...new Set(names)].filter((name) => name !== chosen);
}

/** One offer for each platform and country: the first, which is ours where there is one. */
function distinctOffers(offers: readonly PlatformOffer[]): PlatformOffer[] {
  const distinct = new Map<string, PlatformOffer>();
  for (const offer of offers) {
    const key = `${offer.platform} ${offer.country ?? ''}`;
    if (!distinct.has(key)) distinct.set(key, offer);
  }
  return [...distinct.values()];
}

function firstIds(found: readonly (readonly [Scheme, string])[]): ExternalIds {
  return Object.fromEntries([...found].reverse());
}
