import { type EncodingPlan, openUnpinnedBundle, planEncoding } from '@parlour/private-aggregation';
import type { Bundle } from '@parlour/wire';
import { eq } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';
import { bundle } from '../database/schema/bundles.ts';
import type { RoundFrame } from './round-frame.ts';

export interface PlanOfRound {
  readonly plan: EncodingPlan;
  readonly bundle: Bundle;
}

/** How the reports of a round are encoded; of one that is over, too. */
export async function planOfRound(
  { toolsOf }: Pick<RoundFrame, 'toolsOf'>,
  queries: Queries,
  { bundleHash, tokenEpoch }: { readonly bundleHash: Uint8Array; readonly tokenEpoch: string },
): Promise<PlanOfRound> {
  const { suite, signingSeed } = await toolsOf(tokenEpoch);
  const [{ signed, audience }] = await queries.select().from(bundle).where(eq(bundle.hash, bundleHash));
  // It was open when the round began; a round that outlives its bundle may still be finished.
  const opened = await openUnpinnedBundle(suite, JSON.parse(new TextDecoder().decode(signed)), {
    aggregatorKey: await suite.ed25519Public(signingSeed),
    now: 0,
    audience,
  });
  return { plan: await planEncoding(suite, opened.bundle, opened.hash), bundle: opened.bundle };
}
