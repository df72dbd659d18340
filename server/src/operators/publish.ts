import { checkBundle, publishBundle, refusal } from '@parlour/private-aggregation';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import type { Bundle, PublishedBundle, SignedBundle } from '@parlour/wire';
import { desc, eq, isNull, sql } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';
import { bundle } from '../database/schema/bundles.ts';
import { bytesOf, hexOf } from '../rounds/ids.ts';
import { readSignedBundle } from '../rounds/read-signed-bundle.ts';
import { readAggregatorKey } from '../tokens/aggregator-key.ts';

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
  const [stored] = await queries.select().from(bundle).where(eq(bundle.hash, hash));
  return asPublished(stored);
}

/** Takes no more devices for a bundle; rounds that have begun go on. @throws ParlourError `aggregation/bundle-unknown`. */
export async function retire(queries: Queries, hash: Uint8Array): Promise<PublishedBundle> {
  const [retired] = await queries
    .update(bundle)
    .set({ retiredAt: sql`coalesce(${bundle.retiredAt}, now())` })
    .where(eq(bundle.hash, hash))
    .returning();
  if (retired === undefined) throw refusal('bundle-unknown');
  return asPublished(retired);
}

/** All that were ever published, the newest first. */
export async function allBundles(queries: Queries): Promise<PublishedBundle[]> {
  return (await queries.select().from(bundle).orderBy(desc(bundle.publishedAt))).map(asPublished);
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

function asPublished({ hash, signed, publishedAt, retiredAt }: typeof bundle.$inferSelect): PublishedBundle {
  return {
    hash: hexOf(hash),
    signed: readSignedBundle(signed).signed,
    publishedAt: publishedAt.getTime(),
    retiredAt: retiredAt?.getTime() ?? null,
  };
}
