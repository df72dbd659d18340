import type { GraphParameters } from '../parameters.ts';
import { embeddingLength, layerShapes } from '../shape.ts';
import { dropout, type Dropout, dropoutGradient } from './dropout.ts';
import { layerBackward, layerForward, type LayerTape } from './layer.ts';
import { addProduct, transposed } from './matrix.ts';
import type { Neighbourhood } from './neighbourhood.ts';
import { residual, residualGradient } from './residual-unit.ts';
import { addSparseProduct, addSparseTransposedProduct, type SparseRows } from './sparse-rows.ts';
import { toUnitRows, unitRowsGradient } from './unit-rows.ts';

/** Some titles and who they listen to; all numbered alike, 0..n-1. */
export interface EncoderInput {
  /** Content features, n x 512. */
  readonly features: SparseRows;
  /** One a layer. */
  readonly graphs: readonly Neighbourhood[];
  /** 0..1 a node: its share of WATCHED edges, on a logarithmic scale. */
  readonly degrees: Float64Array;
}

export interface EncoderTape {
  /** n x 64, unit rows. */
  readonly embeddings: Float64Array;
  readonly lengths: Float64Array;
  readonly layers: readonly LayerTape[];
  /** What the layers after the first were given, and the head: nodes x input. */
  readonly inputs: readonly Float64Array[];
  readonly masks: readonly (Uint8Array | undefined)[];
}

/** Embeddings of all nodes. With `dropping`, of the inputs of the second and the third layer. */
export function encoderForward(
  parameters: GraphParameters,
  { features, graphs, degrees }: EncoderInput,
  dropping?: Dropout,
): EncoderTape {
  const nodes = features.rows;
  const layers: LayerTape[] = [];
  const inputs: Float64Array[] = [];
  const masks: (Uint8Array | undefined)[] = [];
  layerShapes.forEach((shape, index) => {
    const projected = new Float64Array(nodes * shape.output);
    const { weight } = parameters.layers[index];
    if (index === 0) addSparseProduct(features, weight, shape.output, projected);
    else {
      const input = layers[index - 1].result.slice();
      masks.push(dropping && dropout(input, dropping));
      inputs.push(input);
      addProduct(input, weight, nodes, shape.input, shape.output, projected);
    }
    const isLast = index === layerShapes.length - 1;
    layers.push(layerForward(shape, parameters.layers[index], projected, graphs[index], degrees, isLast));
  });
  const last = layers[layers.length - 1].result;
  inputs.push(last);
  const embeddings = residual(parameters.head, last);
  const lengths = toUnitRows(embeddings, embeddingLength);
  return { embeddings, lengths, layers, inputs, masks };
}

/** Adds the gradients of all parameters to `by`, given that of the embeddings (n x 64), which it overwrites. */
export function encoderBackward(
  parameters: GraphParameters,
  { features, graphs, degrees }: EncoderInput,
  tape: EncoderTape,
  gradient: Float64Array,
  by: GraphParameters,
  rate = 0,
): void {
  const nodes = features.rows;
  unitRowsGradient(gradient, embeddingLength, tape.embeddings, tape.lengths);
  let upstream = residualGradient(parameters.head, tape.inputs[2], gradient, by.head);
  for (let index = layerShapes.length - 1; index >= 0; index--) {
    const shape = layerShapes[index];
    const own = parameters.layers[index];
    const isLast = index === layerShapes.length - 1;
    const byProjected = layerBackward(
      shape,
      own,
      tape.layers[index],
      graphs[index],
      degrees,
      isLast,
      upstream,
      by.layers[index],
    );
    if (index === 0) {
      addSparseTransposedProduct(features, byProjected, shape.output, by.layers[0].weight);
      return;
    }
    const input = tape.inputs[index - 1];
    const { weight } = by.layers[index];
    addProduct(transposed(input, nodes, shape.input), byProjected, shape.input, nodes, shape.output, weight);
    upstream = new Float64Array(nodes * shape.input);
    const back = transposed(own.weight, shape.input, shape.output);
    addProduct(byProjected, back, nodes, shape.output, shape.input, upstream);
    dropoutGradient(upstream, tape.masks[index - 1], rate);
  }
}
