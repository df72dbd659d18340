import { sql } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';

/** "accts", of our own choice. */
const LOCK = 0x6163_6374;

/** Until the transaction ends nobody else adds accounts, takes them away or changes their roles. */
export async function lockAccounts(transaction: Queries): Promise<void> {
  await transaction.execute(sql`select pg_advisory_xact_lock(${LOCK})`);
}
