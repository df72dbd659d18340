import { createHash } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from '@parlour/catalogue/publish';
import {
  decodeBasis,
  draftMomentModel,
  fitMomentModel,
  manifestOfDraft,
  mergeMoments,
  momentDimension,
  momentRank,
  momentTold,
  type NamedBasis,
  openMomentModel,
  sealedPart,
  sealMomentModel,
} from '@parlour/model/moments';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import type { MomentsOrder, MomentsRun } from '@parlour/server';
import { type ModelSeal, momentBasisPath, ParlourError } from '@parlour/wire';
import type { DataFolder } from '../data-folder.ts';
import { type Arms, armOf, passGate } from '../learn/gate.ts';
import { publicCases } from '../learn/public-cases.ts';
import { keepVersion } from './keep-version.ts';
import { originOf, sumsParameters } from './learned-of.ts';
import type { ModelDone } from './work-words.ts';

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const draftPath = (data: DataFolder, name: string): string => join(data.models, 'drafts', name);
const versionPath = (data: DataFolder, name: string): string => join(data.models, 'versions', name);

/** Standard deviations of the noise by which the share of people who told something must be above none. */
const clearly = 2;

/**
 * Learns a model from released sums over a basis, without those that people's reports cannot have made (`momentTold`), and measures it on public
 * data beside popularity alone and the model that is served. One that passes is kept as a draft, to be signed; the same sums make the same draft.
 */
export async function momentsWork(data: DataFolder, order: MomentsOrder): Promise<MomentsRun> {
  const parameters = { basis: order.basis, ...sumsParameters(order) };
  const named = await readBasis(data, order.basis);
  const failed = (reason: string): MomentsRun => ({
    state: 'failed',
    parameters,
    metrics: {},
    reason,
    draft: undefined,
  });
  if (named === undefined) return failed('The file of the basis that was asked over is gone.');
  const { basis, items } = named;
  const { design } = basis;
  if (order.cohorts.some(({ sum }) => sum.length !== momentDimension(momentRank(design))))
    return failed('The sums are not of the size of the basis.');
  const told = { ...parameters, head: design.head, content: design.content, titles: items.length };
  const rank = momentRank(design);
  const cohorts = order.cohorts.filter((cohort) => momentTold(cohort, rank).isPossible);
  const sumsLeftOut = order.cohorts.length - cohorts.length;
  const refused = (reason: string, metrics: MomentsRun['metrics']): MomentsRun => ({
    state: 'refused',
    parameters: told,
    metrics,
    reason,
    draft: undefined,
  });
  if (cohorts.length === 0)
    return refused('No released sum is one that people’s reports can have made.', { sumsLeftOut });
  const { triangle, noise, reports } = mergeMoments(cohorts);
  const merged = momentTold({ sum: triangle, reports: 1, noise }, rank);
  const ofSums = { reports, noise, sumsLeftOut, toldShare: merged.share };
  if (merged.share < clearly * merged.deviation)
    return refused('Fewer people told anything than the noise hides.', ofSums);
  const model = fitMomentModel(basis, { triangle, noise });
  const cases = await publicCases(data, items);
  const served = order.parent === undefined ? undefined : await armOfVersion(data, order.parent, items);
  const { reason, metrics } = passGate(cases, armOf(model), {
    popularity: () => basis.popularity,
    ...(served !== undefined && { served }),
  });
  const measured = { ...ofSums, directionsKept: model.rank - 1, ...metrics };
  if (reason !== null) return refused(reason, measured);
  const draft = await draftMomentModel(model, items, {
    basis: order.basis,
    design,
    ...originOf({ ...order, cohorts }, { reports, noise }),
    quality: measured,
  });
  await mkdir(join(data.models, 'drafts'), { recursive: true, mode: 0o700 });
  await writeAtomically(draftPath(data, sha256(draft)), draft);
  const toSign = hexOf(await sealedPart(manifestOfDraft(draft)));
  return {
    state: 'passed',
    parameters: told,
    metrics: measured,
    reason,
    draft: { sha256: sha256(draft), toSign },
  };
}

/** Makes a version of a signed draft; one whose signature is not of its key is none. */
export async function sealMomentsWork(data: DataFolder, draft: string, seal: ModelSeal): Promise<ModelDone> {
  const bytes = sealMomentModel(await readFile(draftPath(data, draft)), seal);
  const { origin } = await openMomentModel(bytes, (...signed) => nodeSuite.verify(...signed));
  const kept = await keepVersion(data, bytes);
  await rm(draftPath(data, draft), { force: true });
  return {
    kind: 'moments',
    ...kept,
    origin: {
      sources: [`basis ${origin.basis}`],
      rounds: origin.cohorts.map(({ round }) => round),
      command: null,
      quality: origin.quality,
    },
  };
}

/** A file beside the catalogue is believed by its hash alone. */
async function readBasis(data: DataFolder, name: string): Promise<NamedBasis | undefined> {
  const bytes = await readFile(join(data.publicCatalogue, momentBasisPath(name))).catch(() => undefined);
  return bytes !== undefined && sha256(bytes).startsWith(name) ? decodeBasis(bytes) : undefined;
}

/** The model that is served, in the places of another list; nothing where its file is gone or cannot be read. */
async function armOfVersion(
  data: DataFolder,
  version: string,
  items: readonly string[],
): Promise<Arms[string] | undefined> {
  const bytes = await readFile(versionPath(data, version)).catch(() => undefined);
  if (bytes === undefined) return undefined;
  try {
    const opened = await openMomentModel(bytes, (...signed) => nodeSuite.verify(...signed));
    const own = new Map(opened.items.map((item, place) => [item, place]));
    const places = items.map((item) => own.get(item) ?? -1);
    const score = armOf(opened.model);
    return (history) => {
      const scores = score(history.map((place) => places[place]).filter((place) => place >= 0));
      return places.map((place) => (place < 0 ? Number.NEGATIVE_INFINITY : scores[place]));
    };
  } catch (error) {
    if (error instanceof ParlourError) return undefined;
    throw error;
  }
}
