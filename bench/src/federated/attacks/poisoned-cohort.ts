import {
  encodeReport,
  type EncodingPlan,
  isPlausibleSum,
  type RandomWords,
} from '@parlour/private-aggregation';

/** Words modulo 2^bits of the reports of one cohort, added up. */
export interface CohortWords {
  readonly words: Uint32Array;
  readonly reports: number;
}

/** Reports as devices make them, each clipped and noised, whatever it says. */
export function wordsOf(
  plan: EncodingPlan,
  answers: readonly Float64Array[],
  random: RandomWords,
): CohortWords {
  const [query] = plan.bundle.queries;
  const words = new Uint32Array(plan.dimension);
  for (const answer of answers) {
    const report = encodeReport(plan, new Map([[query.id, answer]]), random);
    for (let i = 0; i < words.length; i++) words[i] += report[i];
  }
  return { words: words.map((word) => word & modulus(plan)), reports: answers.length };
}

/** A report of no clip and no noise: so many clip norms of a direction (norm 1). */
export function wordsOfVector(plan: EncodingPlan, direction: Float64Array, clips: number): Uint32Array {
  const vector = direction.map((value) => value * clips * plan.bundle.clipNorm);
  plan.rotation.apply(vector);
  return Uint32Array.from(vector, (value) => Math.round(value * plan.scale) & modulus(plan));
}

/** A cohort with one more report, of any words modulo 2^bits. */
export const withReport = (plan: EncodingPlan, cohort: CohortWords, report: Uint32Array): CohortWords => ({
  words: cohort.words.map((word, i) => (word + report[i]) & modulus(plan)),
  reports: cohort.reports + 1,
});

/**
 * The most clip norms of a direction that one device can add to a cohort before its sum is discarded. A device does not know the sum
 * that it is added to, so none can count on so much; and any words modulo 2^bits are some direction and length.
 */
export function mostThatPasses(plan: EncodingPlan, cohort: CohortWords, direction: Float64Array): number {
  const passes = (clips: number) => {
    const { words, reports } = withReport(plan, cohort, wordsOfVector(plan, direction, clips));
    return isPlausibleSum(plan, words, reports);
  };
  let [low, high] = [0, cohort.reports];
  while (high - low > 0.01) {
    const middle = (low + high) / 2;
    if (passes(middle)) low = middle;
    else high = middle;
  }
  return low;
}

const modulus = ({ bundle }: EncodingPlan): number =>
  bundle.bits === 32 ? 0xffff_ffff : 2 ** bundle.bits - 1;
