import type { ModelKind, ModelOrigin } from '@parlour/wire/api';
import { and, eq } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';
import { modelVersion } from '../database/schema/models.ts';
import { bytesOf } from '../rounds/ids.ts';

export interface NewModel {
  readonly kind: ModelKind;
  /** Hex; the data folder has the file under it. */
  readonly sha256: string;
  readonly bytes: number;
  readonly origin: ModelOrigin;
}

/** Notes a version of a model. The same file again is the same version, with the origin that it was first given. */
export async function keepModel(queries: Queries, model: NewModel): Promise<{ readonly id: string }> {
  const sha256 = bytesOf(model.sha256);
  await queries
    .insert(modelVersion)
    .values({ ...model, sha256 })
    .onConflictDoNothing();
  const [kept] = await queries
    .select({ id: modelVersion.id })
    .from(modelVersion)
    .where(and(eq(modelVersion.kind, model.kind), eq(modelVersion.sha256, sha256)));
  return kept;
}
