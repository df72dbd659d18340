import { randomBytes } from 'node:crypto';
import type { Bytes } from '@parlour/private-aggregation';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import {
  beginToken,
  type EpochKeys,
  epochKeys,
  type HeldToken,
  finishToken,
  openTokenDirectory,
  type PendingToken,
  type TokenTools,
  webBlindRsa,
} from '@parlour/private-aggregation/tokens';
import type { TokenRequest } from '@parlour/wire';
import { eq, sql } from 'drizzle-orm';
import { connect, type Database } from '../../database/connect.ts';
import { bundle } from '../../database/schema/bundles.ts';
import { tokenEpoch } from '../../database/schema/keys.ts';
import { round } from '../../database/schema/rounds.ts';
import { freshDatabase } from '../../database/testing/fresh-database.ts';
import { readAggregatorKey } from '../aggregator-key.ts';
import { inviteAdmission } from '../invite-admission.ts';
import { issueToken } from '../issue-token.ts';
import { makeEpochKeys } from '../make-epoch-keys.ts';
import { publishedDirectory } from '../published-directory.ts';

export const tools: TokenTools = { suite: nodeSuite, blindRsa: webBlindRsa };
export const YEAR = 365 * 86_400;

/** A database with epoch keys, and two replicas of the server on it. */
export interface TokenGround {
  readonly replicas: readonly [Database, Database];
  readonly database: Database;
  /** Names of the current epoch and the next. */
  readonly epochs: readonly string[];
  close(): Promise<void>;
}

export async function tokenGround(): Promise<TokenGround> {
  const fresh = await freshDatabase();
  const replicas = [connect(fresh.address), connect(fresh.address)] as const;
  const [database] = replicas;
  return {
    replicas,
    database,
    epochs: await makeEpochKeys(database),
    async close() {
      for (const replica of replicas) await replica.$client.end();
      await fresh.drop();
    },
  };
}

/** As a device reads them. */
export async function keysOf(database: Database, epoch: string): Promise<EpochKeys> {
  const { publicKey } = await readAggregatorKey(database);
  const published = await publishedDirectory(database);
  const directory = await openTokenDirectory(nodeSuite, published, { aggregatorKey: publicKey });
  return epochKeys(nodeSuite, directory, epoch);
}

export const pendingToken = async (database: Database, epoch: string): Promise<PendingToken> =>
  beginToken(tools, await keysOf(database, epoch), new Uint8Array(randomBytes(32)));

export const requestOf = (
  code: Bytes,
  { epoch, blinded }: Pick<PendingToken, 'epoch' | 'blinded'>,
): TokenRequest => ({
  admission: { kind: 'invite', code: Buffer.from(code).toString('hex') },
  epoch,
  blinded: Buffer.from(blinded).toString('hex'),
});

export const issue = (database: Database, request: TokenRequest): Promise<Bytes> =>
  issueToken(database, [inviteAdmission], request);

export async function heldToken(database: Database, code: Bytes, epoch: string): Promise<HeldToken> {
  const pending = await pendingToken(database, epoch);
  return finishToken(tools, pending, await issue(database, requestOf(code, pending)));
}

/** A round's row, with nothing that tokens don't look at. */
export async function someRound(database: Database, epoch: string): Promise<Bytes> {
  const id = new Uint8Array(randomBytes(32));
  const bytes = new Uint8Array(32);
  await database
    .insert(bundle)
    .values({ hash: bytes, signed: bytes, audience: 'people', cohortSize: 60, minimumReports: 50 })
    .onConflictDoNothing();
  await database.insert(round).values({
    id,
    bundleHash: bytes,
    tokenEpoch: epoch,
    tokenKeysHash: bytes,
    setup: bytes,
    announcement: bytes,
    phase: 'advertising',
    legClosesAt: sql`now()`,
  });
  return id;
}

/** Moves an epoch into the past. */
export const endEpoch = (database: Database, epoch: string) =>
  database
    .update(tokenEpoch)
    .set({ validFrom: sql`now() - interval '2 days'`, validUntil: sql`now() - interval '1 day'` })
    .where(eq(tokenEpoch.id, epoch));

/** The code of a ParlourError that a promise rejects with; `none` where it resolves. */
export const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'none',
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
  );

/** Ends a round without a sum. */
export const endRound = (database: Database, id: Bytes) =>
  database
    .update(round)
    .set({ phase: 'aborted', abortReason: 'test', endedAt: sql`now()` })
    .where(eq(round.id, id));
