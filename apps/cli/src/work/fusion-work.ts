import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson } from '@parlour/private-aggregation';
import { type FusionWeights, startingWeights, startOf, startsOf } from '@parlour/recommend';
import { shareFusion } from '@parlour/recommend/shared-fusion';
import type { FusionOrder } from '@parlour/server';
import { ParlourError, SharedFusion } from '@parlour/wire';
import * as v from 'valibot';
import { readWeightings } from '../bundle/weightings-file.ts';
import { decodeFusionFile } from '../catalogue/decode-fusion-file.ts';
import type { DataFolder } from '../data-folder.ts';
import { passFusionGate } from '../learn/fusion-gate.ts';
import { originOf, sumsParameters } from './learned-of.ts';
import type { FusionDone } from './work-words.ts';

/**
 * Draws from released sums where lists are to begin. What is clearly better for people than what is served, and on public ratings not clearly
 * worse, becomes the text of a candidate; the same sums make the same.
 */
export async function fusionWork(data: DataFolder, order: FusionOrder): Promise<FusionDone> {
  const told = { weightings: order.weightings, ...sumsParameters(order) };
  const failed = (reason: string): FusionDone => ({
    state: 'failed',
    parameters: told,
    metrics: {},
    reason,
    text: undefined,
  });
  const tried = await readWeightings(data.publicCatalogue, order.weightings);
  if (tried === undefined) return failed('The file of the ways of mixing that were asked about is gone.');
  const { members, weightings } = tried;
  if (order.cohorts.some(({ sum }) => sum.length !== weightings.length - 1))
    return failed('The sums are not of as many ways of mixing.');
  const served = await servedWeights(data, order.parent);
  const ofMembers = members.map((name) => served[name]);
  const all = ofMembers.reduce((sum, share) => sum + share, 0);
  const found = shareFusion(
    tried,
    order.cohorts,
    order.most,
    ofMembers.map((share) => share / all),
  );
  const { place, weights, gain, gainSe, overServed, reports, noise, isBetter } = found;
  const parameters = { ...told, members: members.join(' ') };
  const metrics = {
    gain,
    gainSe,
    servedGain: overServed.gain,
    servedGainSe: overServed.gainSe,
    reports,
    noise,
    ...Object.fromEntries(members.map((name, at) => [`${name}Share`, weights[at]])),
  };
  const refused = (reason: string, more: object = {}): FusionDone => ({
    state: 'refused',
    parameters,
    metrics: { ...metrics, ...more },
    reason,
    text: undefined,
  });
  if (!isBetter)
    return refused(
      `No way of mixing is clearly better for people than what is served (NDCG@10 ${overServed.gain.toFixed(4)}, standard error ${overServed.gainSe.toFixed(4)}).`,
    );
  const gate = await passFusionGate(data, startsOf(tried)[place], served);
  if (gate.reason !== null) return refused(gate.reason, gate.metrics);
  const shared: SharedFusion = {
    format: 1,
    members,
    weights: [...weights],
    origin: {
      weightings: order.weightings,
      ...originOf(order, { reports, noise }),
      gain: Math.min(1, gain),
      gainSe,
    },
  };
  return {
    state: 'passed',
    parameters,
    metrics: { ...metrics, ...gate.metrics },
    reason: null,
    text: canonicalJson(v.parse(SharedFusion, shared)),
  };
}

/** Where lists begin now; with Parlour's own weights where what is served is gone or cannot be read. */
async function servedWeights(data: DataFolder, version: string | undefined): Promise<FusionWeights> {
  const path = version === undefined ? 'fusion.bin' : join('versions', version);
  const bytes = await readFile(join(data.models, path)).catch(() => undefined);
  if (bytes === undefined) return startingWeights;
  try {
    return startOf(await decodeFusionFile(bytes));
  } catch (error) {
    if (error instanceof ParlourError) return startingWeights;
    throw error;
  }
}
