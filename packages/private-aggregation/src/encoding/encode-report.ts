import { clip } from './clip.ts';
import type { EncodingPlan } from './encoding-plan.ts';
import { type RandomWords, WordStream } from './random-words.ts';
import { roundConditionally } from './round-conditionally.ts';

/** One vector for each query that is answered, by the query's id, in the query's own units. */
export type Answers = ReadonlyMap<string, ArrayLike<number>>;

/**
 * A device's report, ready to be masked: words modulo 2^bits. Each answer is clipped to its share and the whole to the clip
 * norm; then rotated, scaled, rounded, noised and reduced. A query without an answer is answered with zeros, which
 * nobody can tell from an answer.
 *
 * Every report carries its noise; there is no way to encode one without.
 * @throws RangeError for an answer of another length than its query asks, or to no query of the bundle.
 */
export function encodeReport(plan: EncodingPlan, answers: Answers, random: RandomWords): Uint32Array {
  const words = new WordStream(random);
  const vector = layOut(plan, answers);
  plan.rotation.apply(vector);
  for (let i = 0; i < vector.length; i++) vector[i] *= plan.scale;
  const rounded = roundConditionally(vector, plan.normBound, words);
  vector.fill(0);
  const modulus = plan.bundle.bits === 32 ? 0xffff_ffff : 2 ** plan.bundle.bits - 1;
  const report = new Uint32Array(plan.dimension);
  for (let i = 0; i < report.length; i++) {
    report[i] = (rounded[i] + plan.noise.sample(words)) & modulus;
  }
  rounded.fill(0);
  return report;
}

function layOut({ bundle, dimension }: EncodingPlan, answers: Answers): Float64Array {
  const ids = new Set(bundle.queries.map((query) => query.id));
  for (const id of answers.keys()) if (!ids.has(id)) throw new RangeError(`no query ${id} in the bundle`);
  const vector = new Float64Array(dimension);
  let offset = 0;
  for (const query of bundle.queries) {
    const part = vector.subarray(offset, offset + query.dimension);
    offset += query.dimension;
    const answer = answers.get(query.id);
    if (answer === undefined) continue;
    if (answer.length !== query.dimension)
      throw new RangeError(`${query.id} takes ${query.dimension} numbers`);
    for (let i = 0; i < part.length; i++) part[i] = answer[i] * query.scale;
    clip(part, query.clipShare * bundle.clipNorm);
  }
  return clip(vector, bundle.clipNorm);
}
