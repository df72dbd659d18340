import { unitRowsGradient } from '../encoder/unit-rows.ts';
import type { PersonParameters } from '../parameters.ts';
import { embeddingLength, personHeads } from '../shape.ts';
import type { People } from './people.ts';
import type { PersonNodes } from './person-nodes.ts';

const width = embeddingLength / personHeads;

/**
 * The gradient of `values` (titles x 64), given that of the embeddings (people x 64), which it overwrites; adds those of the
 * parameters but `weight`.
 */
export function personNodesGradient(
  { attention }: PersonParameters,
  values: Float64Array,
  { starts, titles, ages }: People,
  { embeddings, lengths, shares }: PersonNodes,
  gradient: Float64Array,
  by: PersonParameters,
): Float64Array {
  const byValues = new Float64Array(values.length);
  const byShare = new Float64Array(titles.length);
  unitRowsGradient(gradient, embeddingLength, embeddings, lengths);
  for (let person = 0; person < lengths.length; person++) {
    const p = person * embeddingLength;
    for (let j = 0; j < embeddingLength; j++) by.bias[j] += gradient[p + j];
    for (let head = 0; head < personHeads; head++) {
      const part = head * width;
      let expected = 0;
      for (let e = starts[person]; e < starts[person + 1]; e++) {
        const share = shares[e * personHeads + head];
        const from = titles[e] * embeddingLength + part;
        let along = 0;
        for (let c = 0; c < width; c++) {
          along += gradient[p + part + c] * values[from + c];
          byValues[from + c] += share * gradient[p + part + c];
        }
        byShare[e] = along;
        expected += share * along;
      }
      for (let e = starts[person]; e < starts[person + 1]; e++) {
        // d share / d logit: a signed share s of a softmax over |s| gives s d - |s| (sum of s d).
        const share = shares[e * personHeads + head];
        const byLogit = share * byShare[e] - Math.abs(share) * expected;
        const from = titles[e] * embeddingLength + part;
        for (let c = 0; c < width; c++) {
          byValues[from + c] += byLogit * attention[part + c];
          by.attention[part + c] += byLogit * values[from + c];
        }
        by.recency[head] -= byLogit * Math.log2(1 + ages[e]);
      }
    }
  }
  return byValues;
}
