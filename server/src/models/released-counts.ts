import type { Query } from '@parlour/wire';
import type { Queries } from '../database/connect.ts';
import type { RoundFrame } from '../rounds/round-frame.ts';
import { releasedSums } from './released-sums.ts';

/** A released sum of a query that counts people by item, decoded; the items of its list are in a public file of that name. */
export interface ReleasedCounts {
  /** Hex. */
  readonly round: string;
  readonly epoch: string;
  /** 32 hex digits. */
  readonly list: string;
  /** Of the popularity query, by place in the list; of the reports query, three parts, each as long as the list. */
  readonly people: Float64Array;
  readonly reports: number;
  /** Standard deviation of the noise at each number, in people. */
  readonly noise: number;
}

/** What people said to the queries that `listOf` knows, the newest round first. */
export async function releasedCounts(
  frame: Pick<RoundFrame, 'toolsOf'>,
  queries: Queries,
  listOf: (query: Query) => string | undefined,
): Promise<ReleasedCounts[]> {
  const found: ReleasedCounts[] = [];
  for await (const released of releasedSums(frame, queries, listOf)) {
    const { round, epoch, name, query, sum, reports, plan } = released;
    const noise = Math.sqrt(reports * plan.noiseVariance) / plan.scale / query.scale;
    found.push({ round, epoch, list: name, people: sum, reports, noise });
  }
  return found;
}
