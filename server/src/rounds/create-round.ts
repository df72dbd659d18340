import {
  openRound,
  openUnpinnedBundle,
  plainToBytes,
  refusal,
  roundSetup,
  totalDimension,
} from '@parlour/private-aggregation';
import { eq } from 'drizzle-orm';
import { notify } from '../database/notifications.ts';
import { bundle } from '../database/schema/bundles.ts';
import { round } from '../database/schema/rounds.ts';
import type { Queries } from '../database/connect.ts';
import { enterLeg } from './enter-leg.ts';
import { hexOf, owned } from './ids.ts';
import { defaultLegTimes, type LegTimes } from './leg-times.ts';
import type { RoundFrame } from './round-frame.ts';

export interface NewRound {
  readonly bundleHash: Uint8Array;
  readonly tokenEpoch: string;
  /** SHA-256 of the public directory. */
  readonly tokenKeysHash: Uint8Array;
  /** 32 bytes of fresh randomness. */
  readonly roundId: Uint8Array;
  readonly times?: LegTimes;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * Makes a round for a published bundle, which then takes devices.
 * @throws ParlourError `aggregation/bundle-unknown` where no such bundle is published or it is retired, `-bundle-expired`.
 */
export async function createRound(
  frame: RoundFrame,
  queries: Queries,
  { bundleHash, tokenEpoch, tokenKeysHash, roundId, times = defaultLegTimes, now }: NewRound,
): Promise<void> {
  const [published] = await queries.select().from(bundle).where(eq(bundle.hash, bundleHash));
  if (published === undefined || published.retiredAt !== null) throw refusal('bundle-unknown');
  const tools = await frame.toolsOf(tokenEpoch);
  const opened = await openUnpinnedBundle(
    tools.suite,
    JSON.parse(new TextDecoder().decode(published.signed)),
    {
      aggregatorKey: await tools.suite.ed25519Public(tools.signingSeed),
      now,
      audience: published.audience,
    },
  );
  const setup = roundSetup(opened, {
    roundId: owned(roundId),
    tokenKeysHash: owned(tokenKeysHash),
    dimension: totalDimension(opened.bundle),
  });
  const { state, announcement } = await openRound(tools, setup);
  await queries.insert(round).values({
    id: roundId,
    bundleHash,
    tokenEpoch,
    tokenKeysHash,
    setup: plainToBytes(setup),
    announcement,
    phase: 'advertising',
    legClosesAt: new Date(now),
  });
  await enterLeg(frame, queries, state, times);
  await notify(queries, 'bundle', hexOf(bundleHash));
}
