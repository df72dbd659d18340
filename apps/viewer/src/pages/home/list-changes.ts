import type { Recommendation, RecommendationList } from '@parlour/worker/brain-api';
import type { KeptHome } from '../../session/session.ts';
import type { Filters } from './filters.ts';

/** The entries up to and including `id`; all of them where it is not among them. */
export function upTo(entries: readonly Recommendation[], id: string): readonly Recommendation[] {
  const place = entries.findIndex((entry) => entry.card.id === id);
  return place === -1 ? entries : entries.slice(0, place + 1);
}

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
