import { demand } from '../refusal.ts';
import type { Answers } from './encode-report.ts';
import type { EncodingPlan } from './encoding-plan.ts';
import { type RandomWords, WordStream } from './random-words.ts';
import { SkellamSampler } from './skellam-sampler.ts';
import { skellamTable } from './skellam-table.ts';

/** Greatest variance of one table. */
const mostVariance = 2 ** 27;

/**
 * For simulations alone: the sum modulo 2^bits of the reports of a whole cohort, from the sum of what its devices say.
 *
 * The noise is drawn once and exactly as the sum of all shares is distributed (a sum of independent Skellam variables is one, of
 * the sum of their variances). Rounding happens once instead of once a device: it then adds a variance of at most a quarter of a
 * squared integer at a coordinate where `reports` quarters were, beside noise of `reports` times the share's variance.
 * @param answers sums of vectors that were each clipped already.
 * @throws ParlourError `aggregation/too-few-answers` for fewer reports than a sum may be made of.
 */
export function encodeCohort(
  plan: EncodingPlan,
  answers: Answers,
  reports: number,
  random: RandomWords,
): Uint32Array {
  demand(reports >= plan.bundle.minimumReports, 'too-few-answers', String(reports));
  const vector = new Float64Array(plan.dimension);
  let offset = 0;
  for (const query of plan.bundle.queries) {
    const answer = answers.get(query.id);
    if (answer !== undefined && answer.length !== query.dimension)
      throw new RangeError(`${query.id} takes ${query.dimension} numbers`);
    for (let i = 0; answer !== undefined && i < query.dimension; i++)
      vector[offset + i] = answer[i] * query.scale;
    offset += query.dimension;
  }
  plan.rotation.apply(vector);
  const words = new WordStream(random);
  const draw = noiseOf(reports * plan.noiseVariance);
  const modulus = plan.bundle.bits === 32 ? 0xffff_ffff : 2 ** plan.bundle.bits - 1;
  return Uint32Array.from(vector, (value) => {
    const scaled = value * plan.scale;
    const floor = Math.floor(scaled);
    const rounded = floor + (words.next() < (scaled - floor) * 2 ** 32 ? 1 : 0);
    return (rounded + draw(words)) & modulus;
  });
}

const known = new Map<number, SkellamSampler>();

/** Draws of a variance that may be more than one table holds: then as a sum of several. */
function noiseOf(variance: number): (words: WordStream) => number {
  const parts = Math.ceil(variance / mostVariance);
  const each = variance / parts;
  const sampler = known.get(each) ?? new SkellamSampler(skellamTable(each));
  if (known.size > 8) known.clear();
  known.set(each, sampler);
  return (words) => {
    let sum = 0;
    for (let part = 0; part < parts; part++) sum += sampler.sample(words);
    return sum;
  };
}
