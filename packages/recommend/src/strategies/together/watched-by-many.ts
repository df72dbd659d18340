import type { Catalogue } from '@parlour/catalogue';
import type { PublishedPopularity } from '@parlour/wire';
import { likelyShares } from '../../list/likely-shares.ts';
import { bestFirst } from '../../space/best-first.ts';
import { rankingLength, type Strategy } from '../strategy.ts';

/**
 * Stands for the collaborative strategy until rounds have told which titles go together: what people here watch, for everybody with a
 * history alike. With next to nothing known of taste that is the better half of what a collaborative model knows (`bench/RESULTS.md`).
 */
export function watchedByMany(watched: PublishedPopularity, catalogue: Catalogue): Strategy {
  const scores = new Float32Array(catalogue.size);
  for (const [item, share] of likelyShares(watched)) {
    const row = catalogue.rowOf(item);
    if (row >= 0) scores[row] = share;
  }
  const ordered = bestFirst(scores);
  const evidence = (row: number) => [{ kind: 'popular' as const, weight: scores[row] }];
  return {
    name: 'collaborative',
    prepare: (history) => ({
      rank: (allowed) => ({
        ...(history.length > 0 ? ordered.best(allowed, rankingLength) : nothing),
        evidence,
      }),
      scoreWithout: (row) => (history.length > 0 ? scores[row] : 0),
    }),
  };
}

const nothing = { rows: new Int32Array(), scores: new Float32Array() };
