import { type ClusterSum, clustersOf } from '@parlour/private-aggregation/queries';
import type { Queries } from '../database/connect.ts';
import type { RoundFrame } from '../rounds/round-frame.ts';
import { releasedSums } from './released-sums.ts';

/** All released sums over the centroids that were asked about last. */
export interface ReleasedClusters {
  /** 32 hex digits: the name of the centroids' public file. */
  readonly centroids: string;
  /** Of the newest. */
  readonly epoch: string;
  /** Hex, in the order of `sums`. */
  readonly rounds: readonly string[];
  readonly sums: readonly ClusterSum[];
}

/** What people said of where they are, the newest round first; undefined where they never were asked. */
export async function releasedClusters(
  frame: Pick<RoundFrame, 'toolsOf'>,
  queries: Queries,
): Promise<ReleasedClusters | undefined> {
  let newest: { readonly centroids: string; readonly epoch: string } | undefined;
  const rounds: string[] = [];
  const sums: ClusterSum[] = [];
  for await (const released of releasedSums(frame, queries, clustersOf)) {
    const { round, epoch, name, query, sum, reports, plan } = released;
    newest ??= { centroids: name, epoch };
    if (name !== newest.centroids) continue;
    rounds.push(round);
    sums.push({
      slots: sum,
      reports,
      noiseVariance: plan.noiseVariance,
      integers: plan.scale * query.scale,
    });
  }
  return newest && { ...newest, rounds, sums };
}
