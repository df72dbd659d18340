import { planEncoding } from '@parlour/private-aggregation';
import { bundleCost } from '@parlour/private-aggregation/ledger';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import { fusionId, fusionScale, fusionSumNorm } from '@parlour/private-aggregation/queries';
import { startingWeights, startsOf } from '@parlour/recommend';
import { type SharedWeights, shareFusion, weightingsOf } from '@parlour/recommend/shared-fusion';
import { ParlourError, type Query } from '@parlour/wire';
import { CohortSum, noiseOfSum } from '../cohort-sum.ts';
import { federatedBundle } from '../federated-bundle.ts';
import { seededWords } from '../seeded-words.ts';
import { deviceGains } from './device-gains.ts';
import type { FusedPeople } from './fused-people.ts';
import { type ListDifference, listDifferences, type ListScores, listScores } from './newcomer-lists.ts';

export interface FusionSimulation {
  readonly people: FusedPeople;
  /** Reports of a round; by default all devices in one. */
  readonly cohort?: number;
  /** Of the squared clip norm, what the query has. */
  readonly share: number;
  /** Times that the noise is drawn anew. */
  readonly draws: number;
  readonly seed: number;
  /** Norm of the gains that one person can add. */
  readonly most?: number;
  readonly noiseMultiplier?: number;
  readonly say: (line: string) => void;
}

export interface FusionReport {
  readonly devices: number;
  readonly cohorts: number;
  readonly reports: number;
  readonly noiseMultiplier: number;
  /** Of one report, with the whole clip, at 1e-5. */
  readonly epsilon: number;
  /** Each draw: what was chosen, and whether it was clear enough to become a candidate. */
  readonly chosen: readonly {
    readonly weights: Readonly<Record<string, number>>;
    readonly gain: number;
    readonly gainSe: number;
    readonly isBetter: boolean;
  }[];
  /** Of newcomers' lists, from Parlour's weights to the shared ones; draws that are not clear enough change nothing. */
  readonly rows: readonly ListDifference[];
  /** The same had there been no noise. */
  readonly withoutNoise: readonly ListDifference[];
}

/** As devices are asked by default (`apps/cli/src/bundle/fusion-part.ts`). */
const usualMost = 0.25;
const usualNoise = 3.8;

/** Asks real histories by the real encoding and noise how to mix lists, and measures the lists of others who begin there. */
export async function simulateFusion({
  people: { parts, devices, newcomers },
  cohort = devices.length,
  share,
  draws,
  seed,
  most = usualMost,
  noiseMultiplier = usualNoise,
  say,
}: FusionSimulation): Promise<FusionReport> {
  const cohorts = Math.floor(devices.length / cohort);
  if (cohorts < 1 || cohort < 50) throw tooFew(devices.length);
  const names = new Set(['content', 'context', ...(parts.strategies ?? []).map(({ name }) => name)]);
  const weightings = weightingsOf((name) => names.has(name));
  const starts = startsOf(weightings);
  const clipShare = Math.sqrt(share);
  const query: Query = {
    id: fusionId('0'.repeat(32)),
    version: 1,
    purpose: 'To learn how to mix lists.',
    dimension: starts.length - 1,
    scale: fusionScale(most, clipShare),
    clipShare,
    sumNorm: fusionSumNorm,
  };
  const bundle = federatedBundle(query, cohort, noiseMultiplier);
  const plan = await planEncoding(nodeSuite, bundle, new Uint8Array(32));
  say(`${devices.length} devices try ${starts.length} ways of mixing ...`);
  const gains = deviceGains(parts, devices, starts, query);
  const members = (round: number) => gains.slice(round * cohort, (round + 1) * cohort);
  const drawn = (draw: number): SharedWeights => {
    const sums = Array.from({ length: cohorts }, (_, round) => {
      const sum = new CohortSum(plan, seededWords(seed, draw * cohorts + round), 'each');
      for (const answer of members(round)) sum.add(answer);
      return { ...sum.release(), noise: noiseOfSum(plan, cohort) };
    });
    return shareFusion(weightings, sums, most);
  };
  const clear = Array.from({ length: cohorts }, (_, round) => ({
    sum: sumOf(members(round)),
    reports: cohort,
    noise: 0,
  }));
  say('Measuring lists of newcomers ...');
  const before = listScores(parts, newcomers, startingWeights);
  const known = new Map<number, ListScores>([[0, before]]);
  const scoresAt = (place: number): ListScores => {
    const scores = known.get(place) ?? listScores(parts, newcomers, starts[place]);
    known.set(place, scores);
    return scores;
  };
  const found = Array.from({ length: draws }, (_, draw) => drawn(draw));
  return {
    devices: devices.length,
    cohorts,
    reports: cohorts * cohort,
    noiseMultiplier,
    epsilon: bundleCost(bundle, 1e-5).together.one,
    chosen: found.map(({ weights, gain, gainSe, isBetter }) => ({
      weights: Object.fromEntries(weightings.members.map((name, at) => [name, weights[at]])),
      gain,
      gainSe,
      isBetter,
    })),
    rows: listDifferences(
      before,
      found.map(({ place, isBetter }) => scoresAt(isBetter ? place : 0)),
    ),
    withoutNoise: listDifferences(before, [scoresAt(shareFusion(weightings, clear, most).place)]),
  };
}

function sumOf(answers: readonly Float64Array[]): Float64Array {
  const sum = new Float64Array(answers[0].length);
  for (const answer of answers) for (let at = 0; at < sum.length; at++) sum[at] += answer[at];
  return sum;
}

const tooFew = (devices: number): ParlourError =>
  new ParlourError('simulate/too-few-people', {
    message: `${devices} devices are too few for a round of 50 reports and of the cohort that was asked for.`,
    meaning: 'Nothing was asked and nothing was measured.',
    mend: 'Take a larger set, or a smaller --cohort.',
  });
