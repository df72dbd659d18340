import { reportsList } from '@parlour/private-aggregation/queries';
import type { Queries } from '../database/connect.ts';
import type { RoundFrame } from '../rounds/round-frame.ts';
import { releasedSums } from './released-sums.ts';

/** A released sum of the reports query, decoded; the items of its list are in a public file of that name. */
export interface ReleasedReports {
  /** Hex. */
  readonly round: string;
  readonly epoch: string;
  /** 32 hex digits. */
  readonly list: string;
  /** Three parts, each as long as the list. */
  readonly people: Float64Array;
  readonly reports: number;
  /** Standard deviation of the noise at each number, in people. */
  readonly noise: number;
}

/** What people reported of titles, the newest round first. */
export async function releasedReports(
  frame: Pick<RoundFrame, 'toolsOf'>,
  queries: Queries,
): Promise<ReleasedReports[]> {
  const found: ReleasedReports[] = [];
  for await (const released of releasedSums(frame, queries, reportsList)) {
    const { round, epoch, name, query, sum, reports, plan } = released;
    const noise = Math.sqrt(reports * plan.noiseVariance) / plan.scale / query.scale;
    found.push({ round, epoch, list: name, people: sum, reports, noise });
  }
  return found;
}
