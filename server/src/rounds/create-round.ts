import { randomBytes } from 'node:crypto';
import {
  openRound,
  openUnpinnedBundle,
  plainToBytes,
  refusal,
  roundSetup,
  totalDimension,
} from '@parlour/private-aggregation';
import type { LegTimes } from '@parlour/wire';
import { eq } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';
import { notify } from '../database/notifications.ts';
import { bundle } from '../database/schema/bundles.ts';
import { round, type RoundMaker } from '../database/schema/rounds.ts';
import { enterLeg } from './enter-leg.ts';
import { ownBytes } from '../database/own-bytes.ts';
import { hexOf } from './ids.ts';
import { readSignedBundle } from './read-signed-bundle.ts';
import type { RoundFrame } from './round-frame.ts';

/**
 * Makes a round for a published bundle, which then takes devices with tokens of the bundle's epoch.
 * @returns its id, 32 bytes.
 * @throws ParlourError `aggregation/bundle-unknown` where no such bundle is published or it is retired, `-bundle-expired`,
 * `tokens/unknown-epoch`.
 */
export async function createRound(
  frame: RoundFrame,
  queries: Queries,
  bundleHash: Uint8Array,
  times: LegTimes,
  madeBy: RoundMaker = 'hand',
  now = Date.now(),
): Promise<Uint8Array> {
  const [published] = await queries.select().from(bundle).where(eq(bundle.hash, bundleHash));
  if (published === undefined || published.retiredAt !== null) throw refusal('bundle-unknown');
  const { signed, epoch } = readSignedBundle(published.signed);
  const tools = await frame.toolsOf(epoch);
  const opened = await openUnpinnedBundle(tools.suite, signed, {
    aggregatorKey: await tools.suite.ed25519Public(tools.signingSeed),
    now,
    audience: published.audience,
  });
  const roundId = new Uint8Array(randomBytes(32));
  const tokenKeysHash = await frame.tokenKeysHash(queries, epoch);
  const dimension = totalDimension(opened.bundle);
  const setup = roundSetup(opened, { roundId, tokenKeysHash: ownBytes(tokenKeysHash), dimension });
  const { state, announcement } = await openRound(tools, setup);
  await queries.insert(round).values({
    id: roundId,
    bundleHash,
    tokenEpoch: epoch,
    tokenKeysHash,
    setup: plainToBytes(setup),
    announcement,
    phase: 'advertising',
    legTimes: times,
    madeBy,
    legClosesAt: new Date(now),
  });
  await enterLeg(frame, queries, state, times);
  await notify(queries, 'bundle', hexOf(bundleHash));
  return roundId;
}
