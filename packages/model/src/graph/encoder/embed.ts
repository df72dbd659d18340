import type { GraphParameters } from '../parameters.ts';
import { embeddingLength, layerShapes } from '../shape.ts';
import type { EncoderInput } from './encoder.ts';
import { layerForward } from './layer.ts';
import { addProduct } from './matrix.ts';
import { residual } from './residual-unit.ts';
import { addSparseProduct } from './sparse-rows.ts';
import { toUnitRows } from './unit-rows.ts';

/** The embeddings of `encoderForward` (n x 64) without what only a gradient needs. */
export function embed(
  parameters: GraphParameters,
  { features, graphs, degrees }: EncoderInput,
): Float64Array {
  const nodes = features.rows;
  let values: Float64Array = new Float64Array(0);
  layerShapes.forEach((shape, index) => {
    const layer = parameters.layers[index];
    const projected = new Float64Array(nodes * shape.output);
    if (index === 0) addSparseProduct(features, layer.weight, shape.output, projected);
    else addProduct(values, layer.weight, nodes, shape.input, shape.output, projected);
    const isLast = index === layerShapes.length - 1;
    values = layerForward(shape, layer, projected, graphs[index], degrees, isLast).result;
  });
  const embeddings = residual(parameters.head, values);
  toUnitRows(embeddings, embeddingLength);
  return embeddings;
}
