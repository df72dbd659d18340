import type { ModelKind } from '@parlour/wire/api';
import { and, desc, eq } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';
import { modelPromotion, modelVersion } from '../database/schema/models.ts';
import type { ServedModel } from '../jobs/operator-work.ts';
import { operatorError } from '../operators/operator-error.ts';
import { hexOf } from '../rounds/ids.ts';

/** A version that is to be served: whole, in a share of visits, or (0) as a canary no more. */
export interface ModelChange {
  readonly modelId: string;
  readonly share: number;
}

/** What is served of a kind now. */
export interface Standing {
  readonly promoted: string | undefined;
  /** Before the promoted one, what was promoted. */
  readonly before: string | undefined;
  readonly canary: { readonly modelId: string; readonly share: number } | undefined;
}

/** By the list of promotions alone: the newest whole one is served; one under 1 that is newer is its canary. */
export async function standingOf(queries: Queries, kind: ModelKind): Promise<Standing> {
  const rows = await queries
    .select()
    .from(modelPromotion)
    .where(eq(modelPromotion.kind, kind))
    .orderBy(desc(modelPromotion.position))
    .limit(1);
  const [last] = rows;
  const whole = await queries
    .select()
    .from(modelPromotion)
    .where(and(eq(modelPromotion.kind, kind), eq(modelPromotion.share, 1)))
    .orderBy(desc(modelPromotion.position));
  const promoted = whole.at(0)?.modelId;
  return {
    promoted,
    before: whole.find(({ modelId }) => modelId !== promoted)?.modelId,
    canary:
      last !== undefined && last.share > 0 && last.share < 1
        ? { modelId: last.modelId, share: last.share }
        : undefined,
  };
}

/**
 * What the public files serve once a change is made.
 * @throws ParlourError `operators/unknown-model`.
 */
export async function servedAfter(queries: Queries, { modelId, share }: ModelChange): Promise<ServedModel> {
  const { kind } = await versionOf(queries, modelId);
  const { promoted } = await standingOf(queries, kind);
  const hash = async (id: string) => hexOf((await versionOf(queries, id)).sha256);
  const stays = promoted === undefined ? undefined : await hash(promoted);
  if (share === 1) return { kind, promoted: await hash(modelId), canary: undefined };
  if (share === 0) return { kind, promoted: stays, canary: undefined };
  return { kind, promoted: stays, canary: { sha256: await hash(modelId), share } };
}

/** Notes a change, in the transaction that ends its job: by then the public files serve it. */
export async function notePromotion(queries: Queries, { modelId, share }: ModelChange): Promise<void> {
  const { kind } = await versionOf(queries, modelId);
  await queries.insert(modelPromotion).values({ kind, modelId, share });
}

/** @throws ParlourError `operators/unknown-model`. */
export async function versionOf(queries: Queries, id: string): Promise<typeof modelVersion.$inferSelect> {
  const [found] = await queries.select().from(modelVersion).where(eq(modelVersion.id, id));
  if (found === undefined) throw operatorError('unknown-model');
  return found;
}
