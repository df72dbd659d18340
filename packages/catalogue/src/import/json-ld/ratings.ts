import type { Item } from '@parlour/wire';
import { type Expanded, numberOf, valuesOf, vocabulary } from './expanded.ts';

type Ratings = NonNullable<Item['publicRatings']>;

/** Ratings as an `AggregateRating` from 0 to 1. */
export function writeRatings({ count, mean }: Ratings): Expanded {
  const literal = (value: number) => [{ '@value': value }];
  return {
    '@type': [`${vocabulary}AggregateRating`],
    [`${vocabulary}ratingValue`]: literal(mean),
    [`${vocabulary}worstRating`]: literal(0),
    [`${vocabulary}bestRating`]: literal(1),
    [`${vocabulary}ratingCount`]: literal(count),
  };
}

/** Ratings of any `AggregateRating` that says how many there were, on a 0..1 scale (schema.org's default is from 1 to 5). */
export function readRatings(value: Expanded): Ratings | undefined {
  const number = (property: string) => numberOf(valuesOf(value, property)[0]);
  const count = number('ratingCount') ?? number('reviewCount');
  const rating = number('ratingValue');
  const worst = number('worstRating') ?? 1;
  const best = number('bestRating') ?? 5;
  if (count === undefined || count < 0 || rating === undefined || best <= worst) return undefined;
  const mean = (rating - worst) / (best - worst);
  return mean >= 0 && mean <= 1 ? { count, mean } : undefined;
}
