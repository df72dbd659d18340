import type { ExternalIds } from '@parlour/wire';
import { typeClass } from '../words/type-class.ts';
import { type Expanded, linkOf, valuesOf, wordsOf } from './expanded.ts';

export type Scheme = keyof ExternalIds;

const patterns: readonly (readonly [Scheme, RegExp])[] = [
  ['imdb', /^https?:\/\/(?:\w+\.)?imdb\.com\/title\/(tt\d{7,9})(?:[/?#]|$)/],
  ['tmdb', /^https?:\/\/(?:www\.)?themoviedb\.org\/(?:movie|tv)\/(\d+)(?:[-/?#]|$)/],
  ['thetvdb', /^https?:\/\/(?:www\.)?thetvdb\.com\/(?:dereferrer\/\w+\/|\?tab=series&id=)(\d+)(?:[&/?#]|$)/],
  ['wikidata', /^https?:\/\/(?:www\.|m\.)?wikidata\.org\/(?:wiki|entity)\/(Q\d+)(?:[/?#]|$)/],
];

const schemes = new Map<string, readonly [Scheme, RegExp]>(
  Object.entries({
    imdb: ['imdb', /^(tt\d{7,9})$/],
    imdbid: ['imdb', /^(tt\d{7,9})$/],
    tmdb: ['tmdb', /^(\d+)$/],
    themoviedb: ['tmdb', /^(\d+)$/],
    tvdb: ['thetvdb', /^(\d+)$/],
    thetvdb: ['thetvdb', /^(\d+)$/],
    wikidata: ['wikidata', /^(Q\d+)$/],
  }),
);

/** The page of an id, in the one form that we write. */
export function linkOfId(scheme: Scheme, id: string, type: string): string {
  const series = typeClass(type) === 'series';
  if (scheme === 'imdb') return `https://www.imdb.com/title/${id}/`;
  if (scheme === 'tmdb') return `https://www.themoviedb.org/${series ? 'tv' : 'movie'}/${id}`;
  if (scheme === 'thetvdb') return `https://thetvdb.com/dereferrer/${series ? 'series' : 'movie'}/${id}`;
  return `http://www.wikidata.org/entity/${id}`;
}

/** The id in a value of `sameAs`, `url` or `identifier` (a link, or a `PropertyValue` that names its scheme). */
export function externalIdOf(value: Expanded): readonly [Scheme, string] | undefined {
  const link = linkOf(value);
  if (link !== undefined) {
    for (const [scheme, pattern] of patterns) {
      const id = pattern.exec(link)?.[1];
      if (id !== undefined) return [scheme, id];
    }
  }
  const [property] = valuesOf(value, 'propertyID');
  const named = schemes.get((property && wordsOf(property))?.toLowerCase().replace(/[^a-z]/g, '') ?? '');
  const [held] = valuesOf(value, 'value');
  const id = named && held ? named[1].exec(wordsOf(held) ?? '')?.[1] : undefined;
  return named && id !== undefined ? [named[0], id] : undefined;
}
