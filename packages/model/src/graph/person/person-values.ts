import { residual } from '../encoder/residual-unit.ts';
import type { PersonParameters } from '../parameters.ts';
import { embeddingLength } from '../shape.ts';

const noBias = new Float64Array(embeddingLength);

/** What titles say to a person's node: v + v weight for each embedding (titles x 64). */
export function personValues({ weight }: PersonParameters, embeddings: Float64Array): Float64Array {
  return residual({ weight, bias: noBias }, embeddings);
}
