import { type MomentModel, momentScores } from '@parlour/model/moments';
import { listFor, listLength } from '../../quality/evaluate.ts';
import { scoreList } from '../../quality/metrics/score-list.ts';
import { bestRows } from '../../quality/references/best-rows.ts';
import type { Case } from '../../quality/task.ts';

/** What a model's lists are, person by person. */
export interface ListQuality {
  /** NDCG@10. */
  readonly ndcg: readonly number[];
  /** Rank of the title, from 1, for those who have not watched it. */
  readonly ranks: readonly number[];
}

export function listQuality(model: MomentModel, cases: readonly Case[], title: number): ListQuality {
  const ndcg: number[] = [];
  const ranks: number[] = [];
  for (const each of cases) {
    const rows = each.history.map(({ row }) => row);
    const scores = momentScores(model, rows);
    const fitted = { recommend: (_: unknown, allowed: Uint8Array) => bestRows(scores, allowed, listLength) };
    ndcg.push(scoreList(listFor(fitted, each, model.items), each.targets, listLength).ndcg);
    const seen = new Set(rows);
    if (!seen.has(title))
      ranks.push(
        1 +
          scores.reduce((above, score, row) => above + (score > scores[title] && !seen.has(row) ? 1 : 0), 0),
      );
  }
  return { ndcg, ranks };
}
