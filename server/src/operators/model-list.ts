import type { ModelKind, ModelList, ModelVersion } from '@parlour/wire/api';
import { desc, eq } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';
import { modelPromotion, modelVersion, trainingRun } from '../database/schema/models.ts';
import { experimentList } from '../models/experiments.ts';
import { type Standing, standingOf } from '../models/served-models.ts';
import { hexOf } from '../rounds/ids.ts';
import { operatorError } from './operator-error.ts';

type Row = typeof modelVersion.$inferSelect;

/** All versions, the newest first, and the last hundred changes of what is served. */
export async function modelList(queries: Queries): Promise<ModelList> {
  const rows = await queries.select().from(modelVersion).orderBy(desc(modelVersion.createdAt));
  const standings = new Map<ModelKind, Standing>();
  for (const kind of new Set(rows.map((row) => row.kind)))
    standings.set(kind, await standingOf(queries, kind));
  const promotions = await queries
    .select()
    .from(modelPromotion)
    .orderBy(desc(modelPromotion.position))
    .limit(100);
  const runs = await queries.select().from(trainingRun).orderBy(desc(trainingRun.at)).limit(100);
  return {
    versions: rows.map((row) => asVersion(row, standings.get(row.kind))),
    promotions: promotions.map(({ kind, modelId, share, at }) => ({
      kind,
      model: modelId,
      share,
      at: at.getTime(),
    })),
    runs: runs.map(({ id, kind, state, parameters, metrics, reason, modelId, at }) => ({
      id,
      kind,
      state,
      parameters,
      metrics,
      reason,
      model: modelId,
      at: at.getTime(),
    })),
    experiments: await experimentList(queries),
  };
}

/** @throws ParlourError `operators/unknown-model`. */
export async function modelVersionOf(queries: Queries, id: string): Promise<ModelVersion> {
  const [row] = await queries.select().from(modelVersion).where(eq(modelVersion.id, id));
  if (row === undefined) throw operatorError('unknown-model');
  return asVersion(row, await standingOf(queries, row.kind));
}

function asVersion({ id, kind, sha256, bytes, origin, createdAt }: Row, standing?: Standing): ModelVersion {
  return {
    id,
    kind,
    sha256: hexOf(sha256),
    bytes,
    createdAt: createdAt.getTime(),
    origin,
    isPromoted: standing?.promoted === id,
    canaryShare: standing?.canary?.modelId === id ? standing.canary.share : null,
  };
}
