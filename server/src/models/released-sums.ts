import { decodeSum, type EncodingPlan } from '@parlour/private-aggregation';
import type { Bundle, Query } from '@parlour/wire';
import { and, desc, eq } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';
import { ownBytes } from '../database/own-bytes.ts';
import { bundle } from '../database/schema/bundles.ts';
import { round } from '../database/schema/rounds.ts';
import { hexOf } from '../rounds/ids.ts';
import { planOfRound } from '../rounds/plan-of-round.ts';
import type { RoundFrame } from '../rounds/round-frame.ts';

/** What a round released to one of its queries, decoded. */
export interface ReleasedSum {
  /** Hex. */
  readonly round: string;
  readonly epoch: string;
  /** What asked, and its SHA-256 in hex. */
  readonly asked: Bundle;
  readonly bundle: string;
  readonly query: Query;
  /** What the query names: the beginning of a public file's SHA-256. */
  readonly name: string;
  /** In the query's own units, with the noise of the round. */
  readonly sum: Float64Array;
  readonly reports: number;
  readonly plan: Pick<EncodingPlan, 'noiseVariance' | 'scale'>;
}

/** Newest rounds that are looked at: several cohorts an epoch, over some epochs. */
const mostRounds = 64;

/**
 * What people (never simulated devices) answered to the queries that `nameOf` knows, the newest round first, one sum in memory at a
 * time before it is decoded.
 */
export async function* releasedSums(
  frame: Pick<RoundFrame, 'toolsOf'>,
  queries: Queries,
  nameOf: (query: Query) => string | undefined,
): AsyncGenerator<ReleasedSum> {
  const rounds = await queries
    .select({ id: round.id, bundleHash: round.bundleHash, tokenEpoch: round.tokenEpoch })
    .from(round)
    .innerJoin(bundle, eq(bundle.hash, round.bundleHash))
    .where(and(eq(round.phase, 'released'), eq(bundle.audience, 'people')))
    .orderBy(desc(round.endedAt))
    .limit(mostRounds);
  for (const one of rounds) {
    const { plan, bundle: asked } = await planOfRound(frame, queries, one);
    const query = asked.queries.find((candidate) => nameOf(candidate) !== undefined);
    const name = query && nameOf(query);
    if (query === undefined || name === undefined) continue;
    const [{ sum, reports }] = await queries
      .select({ sum: round.sum, reports: round.reports })
      .from(round)
      .where(eq(round.id, one.id));
    const decoded = sum && decodeSum(plan, new Uint32Array(ownBytes(sum).buffer)).get(query.id);
    if (!decoded || reports === null) continue;
    yield {
      round: hexOf(one.id),
      epoch: asked.epoch,
      asked,
      bundle: hexOf(one.bundleHash),
      query,
      name,
      sum: decoded,
      reports,
      plan,
    };
  }
}
