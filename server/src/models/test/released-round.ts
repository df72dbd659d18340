import { randomBytes } from 'node:crypto';
import { encodeReport, openUnpinnedBundle, planEncoding, publishBundle } from '@parlour/private-aggregation';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import type { Bundle } from '@parlour/wire';
import { bundle } from '../../database/schema/bundles.ts';
import { round } from '../../database/schema/rounds.ts';
import type { RoundGround } from '../../rounds/test/round-ground.ts';

/**
 * A round that released the sum of really encoded and noised reports, as many as the bundle asks for at least.
 * @param answerOf what each device says to the bundle's first query.
 */
export async function releasedRound(
  { frame, aggregatorKey, tokenKeysHash }: RoundGround,
  asked: Bundle,
  answerOf: (device: number) => Float64Array,
): Promise<Uint8Array> {
  const { signingSeed, suite } = await frame.toolsOf(asked.epoch);
  const signed = await publishBundle(suite, asked, signingSeed);
  const { audience, cohortSize, minimumReports } = asked;
  const opened = await openUnpinnedBundle(nodeSuite, signed, { aggregatorKey, now: 0, audience });
  await frame.database
    .insert(bundle)
    .values({
      hash: opened.hash,
      signed: new TextEncoder().encode(JSON.stringify(signed)),
      audience,
      cohortSize,
      minimumReports,
    })
    .onConflictDoNothing();
  const plan = await planEncoding(nodeSuite, opened.bundle, opened.hash);
  const sum = new Uint32Array(plan.dimension);
  for (let device = 0; device < minimumReports; device += 1) {
    const words = encodeReport(
      plan,
      new Map([[asked.queries[0].id, answerOf(device)]]),
      (count) => new Uint32Array(new Uint8Array(randomBytes(4 * count)).buffer),
    );
    for (let i = 0; i < sum.length; i += 1) sum[i] = (sum[i] + words[i]) % 2 ** asked.bits;
  }
  const id = new Uint8Array(randomBytes(32));
  await frame.database.insert(round).values({
    id,
    bundleHash: opened.hash,
    tokenEpoch: asked.epoch,
    tokenKeysHash,
    setup: new Uint8Array(),
    announcement: new Uint8Array(),
    phase: 'released',
    legClosesAt: new Date(),
    endedAt: new Date(),
    reports: minimumReports,
    sum: new Uint8Array(sum.buffer),
    plausible: true,
  });
  return id;
}
