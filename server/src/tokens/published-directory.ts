import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import { publishTokenDirectory } from '@parlour/private-aggregation/tokens';
import type { SignedTokenDirectory, TokenDirectory } from '@parlour/wire';
import { asc, gt, sql } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';
import { tokenEpoch } from '../database/schema/keys.ts';
import { readAggregatorKey } from './aggregator-key.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** The directory of the keys of all epochs that have not ended: the same bytes from every replica. */
export async function publishedDirectory(queries: Queries): Promise<SignedTokenDirectory> {
  const { signingSeed, publicKey } = await readAggregatorKey(queries);
  return publishTokenDirectory(nodeSuite, await tokenDirectory(queries, publicKey), signingSeed);
}

/** What is published, before it is signed: what a round's `tokenKeysHash` is made of too. */
export async function tokenDirectory(queries: Queries, aggregatorKey: Uint8Array): Promise<TokenDirectory> {
  const rows = await queries
    .select()
    .from(tokenEpoch)
    .where(gt(tokenEpoch.validUntil, sql`now()`))
    .orderBy(asc(tokenEpoch.validFrom));
  return {
    format: 1,
    variant: 'RSABSSA-SHA384-PSS-Randomized',
    aggregatorKey: hex(aggregatorKey),
    epochs: rows.map(({ id, publicKey, validFrom, validUntil }) => ({
      id,
      publicKey: hex(publicKey),
      validFrom: validFrom.getTime(),
      validUntil: validUntil.getTime(),
    })),
  };
}
