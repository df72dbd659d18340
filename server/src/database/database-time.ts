import { sql } from 'drizzle-orm';
import type { Queries } from './connect.ts';

/** Now by the database's clock, the only one that deadlines and schedules compare with. */
export async function databaseTime(queries: Queries): Promise<Date> {
  const { rows } = await queries.execute<{ now: string }>(
    sql`select (extract(epoch from now()) * 1000)::bigint::text as now`,
  );
  return new Date(Number(rows[0].now));
}
