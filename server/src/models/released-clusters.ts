import { type ClusterSum, clustersOf } from '@parlour/private-aggregation/queries';
import type { Queries } from '../database/connect.ts';
import type { RoundFrame } from '../rounds/round-frame.ts';
import { releasedSums } from './released-sums.ts';

/** All released sums over the centroids that were asked about last. */
export interface ReleasedClusters {
  /** 32 hex digits: the name of the centroids' public file. */
  readonly centroids: string;
  /** Hex, in the order of `sums`. */
  readonly rounds: readonly string[];
  readonly sums: readonly ClusterSum[];
}

/** What people said of where they are, the newest round first; undefined where they never were asked. */
export async function releasedClusters(
  frame: Pick<RoundFrame, 'toolsOf'>,
  queries: Queries,
): Promise<ReleasedClusters | undefined> {
  let centroids: string | undefined;
  const rounds: string[] = [];
  const sums: ClusterSum[] = [];
  for await (const { round, name, query, sum, reports, plan } of releasedSums(frame, queries, clustersOf)) {
    centroids ??= name;
    if (name !== centroids) continue;
    rounds.push(round);
    sums.push({
      slots: sum,
      reports,
      noiseVariance: plan.noiseVariance,
      integers: plan.scale * query.scale,
    });
  }
  return centroids === undefined ? undefined : { centroids, rounds, sums };
}
