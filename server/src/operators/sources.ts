import type { CatalogueSource, SourceOrder } from '@parlour/wire/api';
import { asc, eq, sql } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';
import { catalogueSource } from '../database/schema/schedules.ts';
import { operatorError } from './operator-error.ts';

/** All there are, the oldest first. */
export async function allSources(queries: Queries): Promise<CatalogueSource[]> {
  return (await queries.select().from(catalogueSource).orderBy(asc(catalogueSource.createdAt))).map(asSource);
}

export async function addSource(queries: Queries, order: SourceOrder): Promise<CatalogueSource> {
  const [made] = await queries.insert(catalogueSource).values({ order }).returning();
  return asSource(made);
}

/** @throws ParlourError `operators/unknown-source`. */
export async function readSource(queries: Queries, id: string): Promise<CatalogueSource> {
  const [found] = await queries.select().from(catalogueSource).where(eq(catalogueSource.id, id));
  if (found === undefined) throw operatorError('unknown-source');
  return asSource(found);
}

/** Its schedules go with it. @throws ParlourError `operators/unknown-source`. */
export async function removeSource(queries: Queries, id: string): Promise<void> {
  const removed = await queries
    .delete(catalogueSource)
    .where(eq(catalogueSource.id, id))
    .returning({ one: sql`1` });
  if (removed.length === 0) throw operatorError('unknown-source');
}

const asSource = ({ id, order, createdAt }: typeof catalogueSource.$inferSelect): CatalogueSource => ({
  id,
  ...order,
  createdAt: createdAt.getTime(),
});
