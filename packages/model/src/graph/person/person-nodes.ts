import type { PersonParameters } from '../parameters.ts';
import { embeddingLength, personHeads } from '../shape.ts';
import { toUnitRows } from '../encoder/unit-rows.ts';
import type { People } from './people.ts';

const width = embeddingLength / personHeads;

export interface PersonNodes {
  /** people x 64, unit rows. */
  readonly embeddings: Float64Array;
  /** Before the rows were made unit. */
  readonly lengths: Float64Array;
  /** edges x heads: attention, negative where the weight is. */
  readonly shares: Float64Array;
}

/** What each title's value says to each head, before its age: titles x heads. The same for everybody. */
export function titleLogits({ attention }: PersonParameters, values: Float64Array): Float64Array {
  const logits = new Float64Array((values.length / embeddingLength) * personHeads);
  for (let i = 0; i < logits.length; i++) {
    const part = (i % personHeads) * width;
    let sum = 0;
    for (let c = 0; c < width; c++) sum += attention[part + c] * values[i * width + c];
    logits[i] = sum;
  }
  return logits;
}

/** log2(1 + age), of which a person's node needs thousands. */
const logs = Float64Array.from({ length: 1_024 }, (_, age) => Math.log2(1 + age));
const logOf = (age: number): number => (age < logs.length ? logs[age] : Math.log2(1 + age));

/**
 * The encoder's last layer, for people: the sum of their titles' `values` (v + v weight, titles x 64) by attention, plus bias.
 * Attention is a softmax of `logits` - recency * log2(1 + age), each edge counted by the size of its weight. A sum
 * without LayerNorm, so that what each title adds to a score is known exactly.
 */
export function personNodes(
  { bias, recency }: PersonParameters,
  values: Float64Array,
  logits: Float64Array,
  { starts, titles, weights, ages }: People,
): PersonNodes {
  const count = starts.length - 1;
  const shares = new Float64Array(titles.length * personHeads);
  const embeddings = new Float64Array(count * embeddingLength);
  for (let person = 0; person < count; person++) {
    const p = person * embeddingLength;
    for (let j = 0; j < embeddingLength; j++) embeddings[p + j] = bias[j];
    for (let head = 0; head < personHeads; head++) {
      let most = Number.NEGATIVE_INFINITY;
      for (let e = starts[person]; e < starts[person + 1]; e++) {
        const logit = logits[titles[e] * personHeads + head] - recency[head] * logOf(ages[e]);
        shares[e * personHeads + head] = logit;
        most = Math.max(most, logit);
      }
      let sum = 0;
      for (let e = starts[person]; e < starts[person + 1]; e++) {
        const share = weights[e] * Math.exp(shares[e * personHeads + head] - most);
        shares[e * personHeads + head] = share;
        sum += Math.abs(share);
      }
      for (let e = starts[person]; e < starts[person + 1]; e++) {
        const share = shares[e * personHeads + head] / sum;
        shares[e * personHeads + head] = share;
        const from = titles[e] * embeddingLength + head * width;
        for (let c = 0; c < width; c++) embeddings[p + head * width + c] += share * values[from + c];
      }
    }
  }
  return { embeddings, lengths: toUnitRows(embeddings, embeddingLength), shares };
}
