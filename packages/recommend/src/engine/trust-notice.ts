import type { RecommendedList } from './recommended-list.ts';
import type { Chosen } from './choose.ts';

/** What a list says of trust. `low` counts the titles of low trust that are in it. */
export function trustNotice(
  { hidden, warns }: Pick<Chosen, 'hidden' | 'warns'>,
  low: number,
): Pick<RecommendedList, 'hidden' | 'notice' | 'warning'> {
  if (warns && low > 0) {
    return {
      hidden: 0,
      warning: 'low-trust',
      notice: `${titles(low)} of this list could not be checked well enough; we show them with this warning rather than hide so many`,
    };
  }
  return hidden === 0 ? { hidden } : { hidden, notice: `${titles(hidden)} hidden: low trust` };
}

function titles(count: number): string {
  return count === 1 ? '1 title' : `${count} titles`;
}
