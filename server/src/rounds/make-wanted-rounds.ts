import type { LegTimes } from '@parlour/wire';
import { eq } from 'drizzle-orm';
import { bundle } from '../database/schema/bundles.ts';
import { createRound } from './create-round.ts';
import { bytesOf } from './ids.ts';
import type { RoundFrame } from './round-frame.ts';
import { roundsWanted } from './rounds-wanted.ts';

/** Makes as many rounds of a bundle as cohorts wait for, however many replicas see so at once. */
export async function makeWantedRounds(frame: RoundFrame, hash: string, times: LegTimes): Promise<void> {
  const bundleHash = bytesOf(hash);
  await frame.database.transaction(async (transaction) => {
    await transaction
      .select({ hash: bundle.hash })
      .from(bundle)
      .where(eq(bundle.hash, bundleHash))
      .for('no key update');
    const wanted = await roundsWanted(transaction, bundleHash);
    for (let made = 0; made < wanted; made += 1)
      await createRound(frame, transaction, bundleHash, times, 'demand');
  });
}
