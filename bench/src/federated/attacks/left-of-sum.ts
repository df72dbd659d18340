import { encodeReport, type EncodingPlan, type RandomWords } from '@parlour/private-aggregation';
import { encodeCohort } from '@parlour/private-aggregation/simulation';
import { type CohortEncoding, releaseWords } from '../cohort-sum.ts';

/** Somebody in a cohort of which all others are known. */
export interface Target {
  /** Of norm 1. */
  readonly answer: Float64Array;
  /** What the honest others say. */
  readonly others: readonly Float64Array[];
}

/** Honest reports among the fewest that are released, where as many as is allowed for are the adversary's. */
export const honestOf = ({ bundle }: EncodingPlan): number =>
  Math.ceil((1 - bundle.adversarialRate) * bundle.minimumReports);

/** How sums are made and seen. */
export interface Observed {
  readonly plan: EncodingPlan;
  readonly random: RandomWords;
  /** Every report by itself, or all at once (`encodeCohort`). */
  readonly encoding: CohortEncoding;
  /** Of the noise that devices add: 1; less, as a control of an attack and nowhere else. 0 only with `each`. */
  readonly noise: number;
}

/**
 * What the strongest adversary is left with of a released sum: it knows what every other device said and has filled the rest of
 * the cohort with devices that say nothing and leave out their noise. The target either answers or says zeros.
 */
export function leftOfSum(
  { plan, random, encoding, noise }: Observed,
  target: Target,
  isIn: boolean,
): Float64Array {
  const known = new Float64Array(plan.dimension);
  for (const other of target.others) for (let i = 0; i < known.length; i++) known[i] += other[i];
  const said = [...target.others, isIn ? target.answer : undefined];
  const { minimumReports } = plan.bundle;
  const share = said.length / minimumReports;
  const words =
    encoding === 'each'
      ? sumOfEach(withNoise(plan, noise), said, random)
      : sumAtOnce({ ...plan, noiseVariance: plan.noiseVariance * noise ** 2 * share }, known, said, random);
  const left = releaseWords(plan, words, minimumReports).sum;
  for (let i = 0; i < left.length; i++) left[i] -= known[i];
  return left;
}

type Said = readonly (Float64Array | undefined)[];

function sumOfEach(plan: EncodingPlan, said: Said, random: RandomWords): Uint32Array {
  const [query] = plan.bundle.queries;
  const sum = new Uint32Array(plan.dimension);
  for (const answer of said) {
    const report = encodeReport(plan, new Map(answer && [[query.id, answer]]), random);
    for (let i = 0; i < sum.length; i++) sum[i] += report[i];
  }
  return sum;
}

function sumAtOnce(plan: EncodingPlan, known: Float64Array, said: Said, random: RandomWords): Uint32Array {
  const { queries, minimumReports } = plan.bundle;
  const last = said.at(-1);
  const all = last === undefined ? known : known.map((value, i) => value + last[i]);
  return encodeCohort(plan, new Map([[queries[0].id, all]]), minimumReports, random);
}

const withNoise = (plan: EncodingPlan, share: number): EncodingPlan =>
  share === 1
    ? plan
    : { ...plan, noise: { sample: (words) => Math.round(share * plan.noise.sample(words)) } };
