import type { Catalogue } from '@parlour/catalogue';
import type { Mood } from '../strategies/strategy.ts';
import { genreMoods, moods, type MoodWeights, wordMoods } from './mood-words.ts';
import { tagsOf } from './tags-of.ts';

/** One word that speaks for or against a mood. */
export interface MoodPart {
  readonly from: 'genre' | 'text' | 'tag';
  readonly word: string;
  /** Summand of the log odds. */
  readonly weight: number;
}

export interface ItemMood {
  readonly mood: Mood;
  /** 1 / (1 + exp(-sum of the parts)); 0.5 where nothing is known. */
  readonly level: number;
  /** Heaviest first. */
  readonly parts: readonly MoodPart[];
}

/** Parts of words count at most so many of them, so that a long synopsis doesn't say more than its genres. */
export const mostTextWords = 4;

/**
 * How light, intense, thoughtful, relaxing and exciting a title is: log odds summed over its genres (their mean, for three genres
 * don't make a title three times as light), the words of its synopsis and its tags.
 */
export function moodsOfItem(catalogue: Catalogue, row: number): ItemMood[] {
  const genres = catalogue.genres(row).filter((genre) => genreMoods[genre] !== undefined);
  const text = wordsIn(catalogue.synopsis(row) ?? '').slice(0, mostTextWords);
  const tags = tagsOf(catalogue.extra(row)).flatMap(wordsIn).slice(0, mostTextWords);
  return moods.map((mood, index) => {
    const parts: MoodPart[] = [
      ...genres.map((word) => part('genre', word, genreMoods[word], index, genres.length)),
      ...text.map((word) => part('text', word, wordMoods.get(word), index, 1)),
      ...tags.map((word) => part('tag', word, wordMoods.get(word), index, 1)),
    ].filter(({ weight }) => weight !== 0);
    const odds = parts.reduce((sum, { weight }) => sum + weight, 0);
    return {
      mood,
      level: 1 / (1 + Math.exp(-odds)),
      parts: parts.sort((left, right) => Math.abs(right.weight) - Math.abs(left.weight)),
    };
  });
}

function part(
  from: MoodPart['from'],
  word: string,
  weights: MoodWeights | undefined,
  index: number,
  share: number,
): MoodPart {
  return { from, word, weight: (weights?.[index] ?? 0) / share };
}

/** Each word that says something once, in the order of the text. */
function wordsIn(text: string): string[] {
  const found = new Set<string>();
  for (const word of text.toLowerCase().split(/[^a-z-]+/)) if (wordMoods.has(word)) found.add(word);
  return [...found];
}
