import { randomBytes } from 'node:crypto';
import type { Bytes } from '@parlour/private-aggregation';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import type { Queries } from '../database/connect.ts';
import { aggregatorKey } from '../database/schema/keys.ts';
import { ownBytes } from '../database/own-bytes.ts';

/** The aggregator's Ed25519 key: signs the token directory, bundles, and its messages of rounds. */
export interface AggregatorKey {
  /** 32 bytes, secret. */
  readonly signingSeed: Bytes;
  /** 32 bytes. */
  readonly publicKey: Bytes;
}

/** The one key of all replicas, made by whichever asks first and the same from then on. */
export async function readAggregatorKey(queries: Queries): Promise<AggregatorKey> {
  const [known] = await queries.select().from(aggregatorKey);
  if (known) return own(known);
  const signingSeed = ownBytes(randomBytes(32));
  const publicKey = await nodeSuite.ed25519Public(signingSeed);
  await queries.insert(aggregatorKey).values({ id: 1, signingSeed, publicKey }).onConflictDoNothing();
  const [made] = await queries.select().from(aggregatorKey);
  return own(made);
}

const own = ({ signingSeed, publicKey }: { signingSeed: Uint8Array; publicKey: Uint8Array }) => ({
  signingSeed: ownBytes(signingSeed),
  publicKey: ownBytes(publicKey),
});
