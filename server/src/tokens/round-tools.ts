import type { ServerTools } from '@parlour/private-aggregation';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import { epochKeys, tokenChecker, tokenError, webBlindRsa } from '@parlour/private-aggregation/tokens';
import type { Bytes } from '@parlour/private-aggregation';
import { eq } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';
import { tokenEpoch } from '../database/schema/keys.ts';
import { readAggregatorKey } from './aggregator-key.ts';
import { ownBytes } from '../database/own-bytes.ts';
import { tokenDirectory } from './published-directory.ts';

const tools = { suite: nodeSuite, blindRsa: webBlindRsa };

/**
 * What the rounds of an epoch are run with: the aggregator's key, and a check of tokens against the epoch's key, which is read
 * once. Epochs that have ended are known too: a round may end after its epoch.
 * @returns rejects with ParlourError `tokens/unknown-epoch` for an epoch without a key.
 */
export function roundTools(queries: Queries): (epoch: string) => Promise<ServerTools> {
  const known = new Map<string, ServerTools>();
  return async (epoch) => {
    const before = known.get(epoch);
    if (before) return before;
    const [row] = await queries
      .select({ publicKey: tokenEpoch.publicKey })
      .from(tokenEpoch)
      .where(eq(tokenEpoch.id, epoch));
    if (!row) throw tokenError('unknown-epoch');
    const { signingSeed } = await readAggregatorKey(queries);
    const tokenIsValid = await tokenChecker(tools, { epoch, publicKey: ownBytes(row.publicKey) });
    const made = { suite: nodeSuite, signingSeed, tokenIsValid };
    known.set(epoch, made);
    return made;
  };
}

/**
 * What the setup of a new round of an epoch commits to, as devices make it of the directory.
 * @throws ParlourError `tokens/unknown-epoch` for an epoch that has ended or has no key yet.
 */
export async function tokenKeysHash(queries: Queries, epoch: string): Promise<Bytes> {
  const { publicKey } = await readAggregatorKey(queries);
  const keys = await epochKeys(nodeSuite, await tokenDirectory(queries, publicKey), epoch);
  return keys.tokenKeysHash;
}
