import { meanOf } from '../quality/metrics/mean.ts';

export type RowName = 'content' | 'popularity' | 'central' | 'central-same-model' | 'private' | 'gradients';

export interface FederatedRow {
  readonly name: RowName;
  /** NDCG@10 over all titles but the history, of people who were never learned from. */
  readonly ndcg: number;
  readonly ndcgSe: number;
  /** 0 is content, 1 the best central reference; null where that is no better than content, so that there is no gap. */
  readonly gapClosed: number | null;
  /** 0 is popularity, 1 the best central reference; null where that is no better than popularity. */
  readonly gapBeyondPopularity: number | null;
  /** Which central reference it is. */
  readonly reference?: string;
}

/** By row, the NDCG@10 of each person who was tested, in the same order. */
export type RowScores = Readonly<Record<Exclude<RowName, 'gradients'>, number[]> & { gradients?: number[] }>;

const names = ['content', 'popularity', 'central', 'central-same-model', 'private', 'gradients'] as const;

/** What each row scored, and how much of the gap that is. */
export function rowsOf(scores: RowScores): FederatedRow[] {
  const mean = (name: Exclude<RowName, 'gradients'>) => meanOf(scores[name]).mean;
  const share = (from: number, value: number) =>
    mean('central') > from ? round((value - from) / (mean('central') - from)) : null;
  return names.flatMap((name) => {
    const all = scores[name];
    if (all === undefined) return [];
    const { mean: ndcg, se } = meanOf(all);
    return {
      name,
      ndcg: round(ndcg),
      ndcgSe: round(se),
      gapClosed: share(mean('content'), ndcg),
      gapBeyondPopularity: share(mean('popularity'), ndcg),
    };
  });
}

/** To five digits behind the point; nothing is -0. */
export const round = (value: number): number => Math.round(value * 1e5) / 1e5 + 0;
