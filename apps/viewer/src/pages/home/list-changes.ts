import type { MyView, Recommendation, RecommendationList } from '@parlour/worker/brain-api';
import type { KeptHome } from '../../session/session.ts';
import type { Filters } from './filters.ts';

/** The entries up to and including `id`; all of them where it is not among them. */
export function upTo(entries: readonly Recommendation[], id: string): readonly Recommendation[] {
  const place = entries.findIndex((entry) => entry.card.id === id);
  return place === -1 ? entries : entries.slice(0, place + 1);
}

/** The entries that are still in the list with what the person says of them now, in their order. */
export function stillListed(
  { entries, filters }: Pick<KeptHome, 'entries' | 'filters'>,
  mine: readonly MyView[],
): readonly Recommendation[] {
  return entries
    .map((entry, i) => ({ ...entry, mine: mine[i] ?? entry.mine }))
    .filter((entry) => isListed(entry.mine, filters.rewatch));
}

/** Whether a title that was recommended still is, given what the person says of it. */
export const isListed = ({ notForMe, seen }: MyView, rewatch: boolean): boolean =>
  !notForMe && (!seen || rewatch);

/** The list that has `kept` first and then what `answer` brought. */
export function followOn(
  filters: Filters,
  seed: number | undefined,
  kept: readonly Recommendation[],
  answer: RecommendationList,
  arrivals: number,
): KeptHome {
  const known = new Set(kept.map((entry) => entry.card.id));
  const fresh = answer.entries.filter((entry) => !known.has(entry.card.id));
  return {
    filters,
    seed,
    entries: [...kept, ...fresh],
    source: answer.source,
    considered: answer.considered + kept.length,
    notice: answer.notice,
    warning: answer.warning,
    missing: answer.missing,
    arrivals,
  };
}
