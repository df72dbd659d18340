import {
  type Adding,
  addUnmasked,
  isPlausibleSum,
  openUnpinnedBundle,
  planEncoding,
  release,
  unmaskJobIds,
} from '@parlour/private-aggregation';
import { and, eq } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';
import { bundle } from '../database/schema/bundles.ts';
import { round, unmaskPart } from '../database/schema/rounds.ts';
import { readAddingState } from './adding-states.ts';
import { endRound } from './end-round.ts';
import { ownBytes } from '../database/own-bytes.ts';
import { bytesOf } from './ids.ts';
import type { RoundFrame } from './round-frame.ts';

/**
 * The last step: all parts are added, the sum is released, or discarded where no cohort of honest devices can have made
 * it. One transaction; again, it changes nothing.
 */
export async function finishRound(frame: RoundFrame, id: string): Promise<void> {
  const roundId = bytesOf(id);
  await frame.database.transaction(async (transaction) => {
    const [open] = await transaction
      .select({ phase: round.phase, bundleHash: round.bundleHash, tokenEpoch: round.tokenEpoch })
      .from(round)
      .where(eq(round.id, roundId))
      .for('update');
    // Adding changes the state, so it is read for this step alone.
    const state = open?.phase === 'adding' ? await readAddingState(transaction, id) : undefined;
    if (open === undefined || state === undefined) return;
    for (const job of unmaskJobIds(state)) await addPart(transaction, state, roundId, job);
    const { sum, reports } = release(state);
    const plan = await planOf(frame, transaction, open);
    const isPlausible = isPlausibleSum(plan, sum, reports);
    const end = isPlausible
      ? { sum: new Uint8Array(sum.buffer), reports }
      : { abortReason: 'implausible-sum' };
    await endRound(frame, transaction, roundId, end);
  });
}

async function addPart(queries: Queries, state: Adding, roundId: Uint8Array, job: string): Promise<void> {
  const [part] = await queries
    .select({ words: unmaskPart.words })
    .from(unmaskPart)
    .where(and(eq(unmaskPart.roundId, roundId), eq(unmaskPart.jobId, job)));
  if (part) addUnmasked(state, job, new Uint32Array(ownBytes(part.words).buffer));
}

async function planOf(
  { toolsOf }: RoundFrame,
  queries: Queries,
  { bundleHash, tokenEpoch }: { bundleHash: Uint8Array; tokenEpoch: string },
) {
  const { suite, signingSeed } = await toolsOf(tokenEpoch);
  const [{ signed, audience }] = await queries.select().from(bundle).where(eq(bundle.hash, bundleHash));
  // It was open when the round began; a round that outlives its bundle may still be finished.
  const opened = await openUnpinnedBundle(suite, JSON.parse(new TextDecoder().decode(signed)), {
    aggregatorKey: await suite.ed25519Public(signingSeed),
    now: 0,
    audience,
  });
  return planEncoding(suite, opened.bundle, opened.hash);
}
