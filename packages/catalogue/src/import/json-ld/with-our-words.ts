import type { Item } from '@parlour/wire';
import { countryCode } from '../words/country-code.ts';
import { genreWords } from '../words/genre-words.ts';
import { languageTag } from '../words/language-tag.ts';
import { type Expanded, vocabulary, wordsOf } from './expanded.ts';

type Columns = Omit<Item, 'id'>;

/** Genres, countries and languages in our words; a word that was replaced stays in `extra`, so that nothing is lost. */
export function withOurWords(item: Columns): Columns {
  let mapped = item;
  mapped = mapWords(mapped, 'genres', 'genre', genreWords);
  mapped = mapWords(mapped, 'countries', 'countryOfOrigin', (word) => [countryCode(word) ?? word]);
  return mapWords(mapped, 'languages', 'inLanguage', (word) => [languageTag(word) ?? word]);
}

function mapWords(
  item: Columns,
  column: 'genres' | 'countries' | 'languages',
  property: string,
  toOurs: (word: string) => readonly string[],
): Columns {
  const replaced = item[column].filter((word) => !toOurs(word).includes(word));
  if (replaced.length === 0) return item;
  const before = (item.extra?.[vocabulary + property] as Expanded[] | undefined) ?? [];
  const said = new Set(before.map(wordsOf));
  const kept = replaced.filter((word) => !said.has(word)).map((word) => ({ '@value': word }));
  const words = [...new Set(item[column].flatMap(toOurs))];
  if (kept.length === 0) return { ...item, [column]: words };
  return {
    ...item,
    [column]: words,
    extra: { ...item.extra, [vocabulary + property]: [...before, ...kept] },
  };
}
