import { decodeSum } from '@parlour/private-aggregation';
import { popularityList } from '@parlour/private-aggregation/queries';
import { and, desc, eq } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';
import { ownBytes } from '../database/own-bytes.ts';
import { bundle } from '../database/schema/bundles.ts';
import { round } from '../database/schema/rounds.ts';
import { hexOf } from '../rounds/ids.ts';
import { planOfRound } from '../rounds/plan-of-round.ts';
import type { RoundFrame } from '../rounds/round-frame.ts';

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

/** Newest rounds that are looked at: several cohorts an epoch, over some epochs. */
const mostRounds = 64;

/** What people (never simulated devices) answered, the newest round first, one sum in memory at a time before it is decoded. */
export async function releasedPopularity(
  frame: Pick<RoundFrame, 'toolsOf'>,
  queries: Queries,
): Promise<ReleasedPopularity[]> {
  const rounds = await queries
    .select({ id: round.id, bundleHash: round.bundleHash, tokenEpoch: round.tokenEpoch })
    .from(round)
    .innerJoin(bundle, eq(bundle.hash, round.bundleHash))
    .where(and(eq(round.phase, 'released'), eq(bundle.audience, 'people')))
    .orderBy(desc(round.endedAt))
    .limit(mostRounds);
  const found: ReleasedPopularity[] = [];
  for (const one of rounds) {
    const { plan, bundle: asked } = await planOfRound(frame, queries, one);
    const query = asked.queries.find((candidate) => popularityList(candidate) !== undefined);
    const list = query && popularityList(query);
    if (query === undefined || list === undefined) continue;
    const [{ sum, reports }] = await queries
      .select({ sum: round.sum, reports: round.reports })
      .from(round)
      .where(eq(round.id, one.id));
    const people = sum && decodeSum(plan, new Uint32Array(ownBytes(sum).buffer)).get(query.id);
    if (!people || reports === null) continue;
    const noise = Math.sqrt(reports * plan.noiseVariance) / plan.scale / query.scale;
    found.push({ round: hexOf(one.id), epoch: asked.epoch, list, people, reports, noise });
  }
  return found;
}
