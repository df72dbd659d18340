import { popularityList } from '@parlour/private-aggregation/queries';
import type { Queries } from '../database/connect.ts';
import type { RoundFrame } from '../rounds/round-frame.ts';
import { releasedSums } from './released-sums.ts';

/** A released sum of the popularity query, decoded; the items of its list are in a public file of that name. */
export interface ReleasedPopularity {
  /** Hex. */
  readonly round: string;
  readonly epoch: string;
  /** 32 hex digits. */
  readonly list: string;
  /** By place in the list. */
  readonly people: Float64Array;
  readonly reports: number;
  /** Standard deviation of the noise at each place, in people. */
  readonly noise: number;
}

/** What people said that they watched, the newest round first. */
export async function releasedPopularity(
  frame: Pick<RoundFrame, 'toolsOf'>,
  queries: Queries,
): Promise<ReleasedPopularity[]> {
  const found: ReleasedPopularity[] = [];
  for await (const released of releasedSums(frame, queries, popularityList)) {
    const { round, epoch, name, query, sum, reports, plan } = released;
    const noise = Math.sqrt(reports * plan.noiseVariance) / plan.scale / query.scale;
    found.push({ round, epoch, list: name, people: sum, reports, noise });
  }
  return found;
}
