import type { Catalogue } from '@parlour/catalogue';
import type { PublishedPopularity } from '@parlour/wire';
import { likelyShares } from '../../list/likely-shares.ts';
import { bestFirst } from '../../space/best-first.ts';
import { type Evidence, type History, rankingLength, type Strategy } from '../strategy.ts';

/**
 * Stands for the collaborative strategy while there is no model for it: what people here watch, for everybody alike who has watched
 * something. With next to nothing known of taste that is the better half of what a collaborative model knows (`bench/RESULTS.md`). It gives
 * no reason for a title that does not stand out by itself.
 *
 * @returns undefined where nothing that people here watch is in the catalogue: then nothing stands in.
 */
export function watchedByMany(watched: PublishedPopularity, catalogue: Catalogue): Strategy | undefined {
  const scores = new Float32Array(catalogue.size);
  for (const [item, share] of likelyShares(watched)) {
    const row = catalogue.rowOf(item);
    if (row >= 0) scores[row] = share;
  }
  if (!scores.some((score) => score > 0)) return undefined;
  const standOut = new Set(watched.items.map((item) => catalogue.rowOf(item)));
  const ordered = bestFirst(scores);
  const evidence = (row: number): Evidence[] =>
    standOut.has(row) ? [{ kind: 'popular', weight: scores[row] }] : [];
  return {
    name: 'collaborative',
    isAlikeForAll: true,
    prepare: (history) => ({
      rank: (allowed) => ({
        ...(hasWatched(history) ? ordered.best(allowed, rankingLength) : nothing),
        evidence,
      }),
      scoreWithout: (row, without) =>
        hasWatched(history.filter((one) => one.row !== without)) ? scores[row] : 0,
    }),
  };
}

const hasWatched = (history: History): boolean => history.some(({ weight }) => weight > 0);

const nothing = { rows: new Int32Array(), scores: new Float32Array() };
