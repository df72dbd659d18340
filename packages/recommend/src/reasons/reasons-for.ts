import type { Catalogue } from '@parlour/catalogue';
import type { Contribution } from './attribution.ts';
import { genreRarity } from './genre-rarity.ts';
import { becauseOf } from './history-title.ts';
import type { Reason } from './reason.ts';

/** A shared genre or person is a reason of its own from this many titles of the history on. */
const fewest = 2;
/** Reasons that carry less than this explain nothing. */
const least = 0.02;

/**
 * At most three reasons, the one title whose removal would lower the score most, and a genre or
 * person shared with several titles if these together carry more than that title alone. Of several genres
 * the one that says more is named: that half of all titles are dramas explains little. Shares are of the positive
 * contributions of the whole history.
 */
export function reasonsFor(
  catalogue: Catalogue,
  row: number,
  contributions: readonly Contribution[],
): Reason[] {
  const helping = contributions.filter(({ part, loss }) => part > 0 && loss > 0);
  const whole = contributions.reduce((sum, { part }) => sum + Math.max(0, part), 0);
  const [best] = helping.toSorted((left, right) => right.loss - left.loss);
  if (best === undefined || whole <= 0) return [];
  const reasons: Reason[] = [
    {
      type: 'similar-to',
      description: becauseOf(best.title.deed, catalogue.name(best.title.row)),
      confidence: Math.min(1, best.part / whole),
      path: [best.title.item],
    },
  ];
  const heavier = (reason: Reason | undefined): reason is Reason =>
    reason !== undefined && reason.confidence >= least && reason.confidence > best.part / whole;
  const person = heaviestShared(
    people(catalogue, row),
    (one) => people(catalogue, one),
    helping,
    whole,
    () => 1,
  );
  const personReason: Reason | undefined = person && {
    type: 'because-person',
    description: `Because of ${person.word}, from other titles of yours`,
    confidence: person.share,
    path: [person.word],
  };
  const genre = heaviestShared(
    catalogue.genres(row),
    (one) => catalogue.genres(one),
    helping,
    whole,
    genreRarity(catalogue),
  );
  const genreReason: Reason | undefined = genre && {
    type: 'because-genre',
    description: `Because of other titles of yours in ${genre.word}`,
    confidence: genre.share,
    path: [genre.word],
  };
  if (heavier(personReason)) reasons.push(personReason);
  if (heavier(genreReason)) reasons.push(genreReason);
  return reasons;
}

function people(catalogue: Catalogue, row: number): string[] {
  return [...new Set([...catalogue.directors(row), ...catalogue.cast(row)])];
}

function heaviestShared(
  words: readonly string[],
  wordsOf: (row: number) => readonly string[],
  helping: readonly Contribution[],
  whole: number,
  rarity: (word: string) => number,
): { word: string; share: number } | undefined {
  const sums = new Map(words.map((word) => [word, { titles: 0, part: 0 }]));
  for (const { title, part } of helping) {
    for (const word of wordsOf(title.row)) {
      const sum = sums.get(word);
      if (sum !== undefined) {
        sum.titles += 1;
        sum.part += part;
      }
    }
  }
  const [heaviest] = [...sums]
    .filter(([, { titles }]) => titles >= fewest)
    .sort(([word, { part }], [other, its]) => its.part * rarity(other) - part * rarity(word));
  return heaviest && { word: heaviest[0], share: Math.min(1, heaviest[1].part / whole) };
}
