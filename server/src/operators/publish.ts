import { checkBundle, publishBundle, refusal } from '@parlour/private-aggregation';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import { Bundle, type SignedBundle } from '@parlour/wire';
import type { BundleCost, PublishedBundle } from '@parlour/wire/api';
import { desc, eq, isNull, sql } from 'drizzle-orm';
import * as v from 'valibot';
import type { Queries } from '../database/connect.ts';
import { bundle } from '../database/schema/bundles.ts';
import { waiting } from '../database/schema/rounds.ts';
import { bytesOf, hexOf } from '../rounds/ids.ts';
import { readSignedBundle } from '../rounds/read-signed-bundle.ts';
import { isAsYoungAs, staleSeconds } from '../rounds/rounds-wanted.ts';
import { readAggregatorKey } from '../tokens/aggregator-key.ts';
import { costOfBundle } from './cost-of-bundle.ts';

/**
 * Checks, signs and publishes a bundle. The same again changes nothing, and does not bring a retired one back.
 * @throws ParlourError `aggregation/bundle-weakened`, `-bundle-expired`.
 */
export async function publish(queries: Queries, asked: Bundle, now = Date.now()): Promise<PublishedBundle> {
  checkBundle(asked);
  if (asked.expiry <= now) throw refusal('bundle-expired');
  const { signingSeed } = await readAggregatorKey(queries);
  const signed = await publishBundle(nodeSuite, asked, signingSeed);
  const hash = bytesOf(signed.sha256);
  const { audience, cohortSize, minimumReports } = asked;
  await queries
    .insert(bundle)
    .values({
      hash,
      signed: new TextEncoder().encode(JSON.stringify(signed)),
      audience,
      cohortSize,
      minimumReports,
    })
    .onConflictDoNothing();
  return one(queries, hash);
}

/** Takes no more devices for a bundle; rounds that have begun go on. @throws ParlourError `aggregation/bundle-unknown`. */
export async function retire(queries: Queries, hash: Uint8Array): Promise<PublishedBundle> {
  await queries
    .update(bundle)
    .set({ retiredAt: sql`coalesce(${bundle.retiredAt}, now())` })
    .where(eq(bundle.hash, hash));
  return one(queries, hash);
}

/** @throws ParlourError `aggregation/bundle-unknown`. */
export async function switchDemand(
  queries: Queries,
  hash: Uint8Array,
  byDemand: boolean,
): Promise<PublishedBundle> {
  await queries.update(bundle).set({ byDemand }).where(eq(bundle.hash, hash));
  return one(queries, hash);
}

/** All that were ever published, the newest first. */
export async function allBundles(queries: Queries): Promise<PublishedBundle[]> {
  return (await read(queries).orderBy(desc(bundle.publishedAt))).map(asPublished);
}

/** What devices may answer, the newest first. */
export async function openBundles(queries: Queries): Promise<SignedBundle[]> {
  const rows = await queries
    .select({ signed: bundle.signed })
    .from(bundle)
    .where(isNull(bundle.retiredAt))
    .orderBy(desc(bundle.publishedAt));
  return rows.map(({ signed }) => readSignedBundle(signed).signed);
}

const read = (queries: Queries) =>
  queries
    .select({
      hash: bundle.hash,
      signed: bundle.signed,
      publishedAt: bundle.publishedAt,
      retiredAt: bundle.retiredAt,
      byDemand: bundle.byDemand,
      waiting: sql<number>`(select coalesce(sum(${waiting.devices}), 0)::int from ${waiting}
        where ${waiting.bundleHash} = ${bundle.hash} and ${isAsYoungAs(waiting.seenAt, staleSeconds)})`,
    })
    .from(bundle)
    .$dynamic();
type Row = Awaited<ReturnType<typeof read>>[number];

async function one(queries: Queries, hash: Uint8Array): Promise<PublishedBundle> {
  const [row] = await read(queries).where(eq(bundle.hash, hash));
  if (row === undefined) throw refusal('bundle-unknown');
  return asPublished(row);
}

function asPublished({ hash, signed, publishedAt, retiredAt, ...row }: Row): PublishedBundle {
  const read = readSignedBundle(signed).signed;
  return {
    ...row,
    hash: hexOf(hash),
    signed: read,
    publishedAt: publishedAt.getTime(),
    retiredAt: retiredAt?.getTime() ?? null,
    cost: knownCost(read),
  };
}

/** By hash: a published bundle never changes, and its cost takes milliseconds to find. */
const costs = new Map<string, BundleCost>();

function knownCost({ sha256, bundle: text }: SignedBundle): BundleCost {
  const known = costs.get(sha256);
  if (known) return known;
  const cost = costOfBundle(v.parse(Bundle, JSON.parse(text)));
  costs.set(sha256, cost);
  return cost;
}
