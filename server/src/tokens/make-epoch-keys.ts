import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { inArray, sql } from 'drizzle-orm';
import { appendAudit, ownSchedule } from '../audit/append-audit.ts';
import type { Database, Queries } from '../database/connect.ts';
import { tokenEpoch } from '../database/schema/keys.ts';
import { epochAt, WEEK } from './epoch-at.ts';

/** "token", of our own choice: whoever makes keys holds this advisory lock, so that no replica makes one in vain. */
const LOCK = 0x746f_6b65;
const generate = promisify(generateKeyPair);

/**
 * Makes the keys that are missing for the current epoch, by the database's clock, and for `ahead` epochs after it: one an
 * epoch over all replicas, never made again. For a job that runs at start and every day.
 * @returns names of the epochs whose keys were made.
 */
export async function makeEpochKeys(database: Database, ahead = 1): Promise<string[]> {
  return database.transaction(async (transaction) => {
    await transaction.execute(sql`select pg_advisory_xact_lock(${LOCK})`);
    const now = await databaseNow(transaction);
    const epochs = Array.from({ length: ahead + 1 }, (_, i) => epochAt(new Date(now.getTime() + i * WEEK)));
    const names = epochs.map(({ id }) => id);
    const known = await transaction
      .select({ id: tokenEpoch.id })
      .from(tokenEpoch)
      .where(inArray(tokenEpoch.id, names));
    const missing = epochs.filter(({ id }) => !known.some((epoch) => epoch.id === id));
    for (const epoch of missing) {
      const keys = await generate('rsa', {
        modulusLength: 2048,
        publicExponent: 65_537,
        publicKeyEncoding: { format: 'der', type: 'spki' },
        privateKeyEncoding: { format: 'der', type: 'pkcs8' },
      });
      await transaction.insert(tokenEpoch).values({ ...epoch, ...keys });
    }
    for (const { id } of missing)
      await appendAudit(transaction, { actor: ownSchedule, action: 'token-keys/make', subject: id });
    return missing.map(({ id }) => id);
  });
}

async function databaseNow(queries: Queries): Promise<Date> {
  const { rows } = await queries.execute<{ now: string }>(
    sql`select (extract(epoch from now()) * 1000)::bigint::text as now`,
  );
  return new Date(Number(rows[0].now));
}
