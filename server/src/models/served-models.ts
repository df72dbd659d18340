import type { ModelKind } from '@parlour/wire/api';
import { and, desc, eq } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';
import { modelPromotion, modelVersion } from '../database/schema/models.ts';
import type { ServedModel, TriedModel } from '../jobs/operator-work.ts';
import { operatorError } from '../operators/operator-error.ts';
import { hexOf } from '../rounds/ids.ts';
import {
  endExperiment,
  experimentName,
  experimentOf,
  lastLook,
  type NewExperiment,
  noteExperiment,
  runningExperiment,
} from './experiments.ts';

/** A version that is to be served: whole, to a share of people, or (0) as a canary no more. */
export interface ModelChange {
  readonly modelId: string;
  readonly share: number;
  /** The job that serves it: an experiment that it begins is called so. */
  readonly job: string;
  /** Of a canary: whether what released sums say of it is done by itself. */
  readonly isAutomatic: boolean;
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
export async function servedAfter(queries: Queries, change: ModelChange): Promise<ServedModel> {
  const { modelId, share } = change;
  const { kind } = await versionOf(queries, modelId);
  const { promoted } = await standingOf(queries, kind);
  const hash = async (id: string) => hexOf((await versionOf(queries, id)).sha256);
  const stays = promoted === undefined ? undefined : await hash(promoted);
  const tried = await triedBy(queries, kind, change);
  const told = tried === undefined ? {} : { tried };
  if (share === 1) return { kind, promoted: await hash(modelId), canary: undefined, ...told };
  if (share === 0) return { kind, promoted: stays, canary: undefined, ...told };
  const wanted = newExperiment(kind, change, promoted);
  const experiment = wanted && { experiment: experimentName(await experimentOf(queries, wanted)) };
  return { kind, promoted: stays, canary: { sha256: await hash(modelId), share, ...experiment } };
}

/** Notes a change, in the transaction that ends its job: by then the public files serve it. */
export async function notePromotion(queries: Queries, change: ModelChange): Promise<void> {
  const { modelId, share } = change;
  const { kind } = await versionOf(queries, modelId);
  const { promoted } = await standingOf(queries, kind);
  const wanted = newExperiment(kind, change, promoted);
  if (wanted === undefined) {
    const running = await runningExperiment(queries, kind);
    if (running !== undefined) await endExperiment(queries, running.id, outcomeOf(running, change));
  } else await noteExperiment(queries, wanted);
  await queries.insert(modelPromotion).values({ kind, modelId, share });
}

const outcomeOf = (
  { candidateId }: { readonly candidateId: string },
  { modelId, share }: ModelChange,
): 'promoted' | 'rolled-back' | 'replaced' => {
  if (modelId !== candidateId) return 'replaced';
  return share === 1 ? 'promoted' : 'rolled-back';
};

/** What a canary begins; nothing where a change serves none. */
function newExperiment(
  kind: ModelKind,
  { modelId: candidateId, share, job: id, isAutomatic }: ModelChange,
  current: string | undefined,
): NewExperiment | undefined {
  if (share === 0 || share === 1 || !isTriedKind(kind)) return undefined;
  return { id, kind, currentId: current ?? null, candidateId, share, isAutomatic };
}

const isTriedKind = (kind: ModelKind): kind is NewExperiment['kind'] =>
  kind === 'collaborative' || kind === 'fusion' || kind === 'moments';

/** What the sums said of an experiment that a change ends, for everybody to read; nothing where none ends, or they said nothing yet. */
async function triedBy(
  queries: Queries,
  kind: ModelKind,
  change: ModelChange,
): Promise<TriedModel | undefined> {
  if (change.share > 0 && change.share < 1) return undefined;
  const running = await runningExperiment(queries, kind);
  if (running === undefined) return undefined;
  const outcome = outcomeOf(running, change);
  const look = await lastLook(queries, running.id);
  if (outcome === 'replaced' || !look?.quality) return undefined;
  const { hits, clicks, completions } = look.quality;
  const armOf = (arm: 'current' | 'candidate') => ({
    hits: hits[arm].mean,
    clicks: clicks[arm].mean,
    completions: completions[arm].mean,
  });
  const { currentId } = running;
  return {
    experiment: experimentName(running.id),
    candidate: hexOf((await versionOf(queries, running.candidateId)).sha256),
    current: currentId === null ? null : hexOf((await versionOf(queries, currentId)).sha256),
    outcome,
    rounds: look.rounds,
    reports: look.reports,
    quality: { current: armOf('current'), candidate: armOf('candidate') },
  };
}

/** @throws ParlourError `operators/unknown-model`. */
export async function versionOf(queries: Queries, id: string): Promise<typeof modelVersion.$inferSelect> {
  const [found] = await queries.select().from(modelVersion).where(eq(modelVersion.id, id));
  if (found === undefined) throw operatorError('unknown-model');
  return found;
}
