import type { EncodingPlan } from './encoding-plan.ts';

/**
 * The sums over the devices of a round, one vector a query in the query's own units, from the sum of their reports modulo
 * 2^bits. Right unless the sum wrapped around (probability below 2^-20, see `integerScale`).
 */
export function decodeSum(plan: EncodingPlan, sum: Uint32Array): Map<string, Float64Array> {
  if (sum.length !== plan.dimension) throw new RangeError(`a sum of this bundle has ${plan.dimension} words`);
  const shift = 32 - plan.bundle.bits;
  // Shifting up and back down extends the sign: words from 2^(bits-1) on stand for negative numbers.
  const vector = Float64Array.from(sum, (word) => ((word << shift) >> shift) / plan.scale);
  plan.rotation.invert(vector);
  let offset = 0;
  return new Map(
    plan.bundle.queries.map((query) => {
      const part = vector.slice(offset, offset + query.dimension);
      offset += query.dimension;
      for (let i = 0; i < part.length; i++) part[i] /= query.scale;
      return [query.id, part];
    }),
  );
}
