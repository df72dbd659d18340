import type { LayerParameters } from '../parameters.ts';
import { leak, type LayerShape } from '../shape.ts';
import { type Attention, attend, type AttentionInput } from './attention.ts';
import { addAttentionGradient } from './attention-gradient.ts';
import { layerNorm, layerNormGradient, type LayerNormTape } from './layer-norm.ts';
import type { Neighbourhood } from './neighbourhood.ts';

/** What the gradient of a layer needs of its forward pass. */
export interface LayerTape {
  readonly attentionInput: AttentionInput;
  readonly attention: Attention;
  readonly norm: LayerNormTape;
  /** nodes x output, after LayerNorm and, but for the last layer, the rectifier. */
  readonly result: Float64Array;
}

/**
 * LayerNorm(p + attention(p) + bias + degree * share), where p = `projected` (nodes x output) is the residual too, then a
 * leaky rectifier unless it is the last layer. `degrees` is 0..1 a node.
 */
export function layerForward(
  { output, heads }: LayerShape,
  parameters: LayerParameters,
  projected: Float64Array,
  graph: Neighbourhood,
  degrees: Float64Array,
  isLast: boolean,
): LayerTape {
  const { listens, speaks, types, bias, degree, gain, offset } = parameters;
  const nodes = degrees.length;
  const attentionInput = { nodes, heads, width: output / heads, projected, listens, speaks, types };
  const result = projected.slice();
  const attention = attend(attentionInput, graph, result);
  for (let v = 0; v < nodes; v++) {
    for (let j = 0; j < output; j++) result[v * output + j] += bias[j] + degrees[v] * degree[j];
  }
  const norm = layerNorm(result, output, gain, offset);
  if (!isLast) for (let i = 0; i < result.length; i++) if (result[i] < 0) result[i] *= leak;
  return { attentionInput, attention, norm, result };
}

/** The gradient of `projected`, given that of the result (which it overwrites); adds those of the parameters but `weight`. */
export function layerBackward(
  { output }: LayerShape,
  parameters: LayerParameters,
  tape: LayerTape,
  graph: Neighbourhood,
  degrees: Float64Array,
  isLast: boolean,
  gradient: Float64Array,
  byParameters: LayerParameters,
): Float64Array {
  if (!isLast) for (let i = 0; i < gradient.length; i++) if (tape.result[i] < 0) gradient[i] *= leak;
  layerNormGradient(gradient, output, parameters.gain, tape.norm, byParameters.gain, byParameters.offset);
  for (let v = 0; v < degrees.length; v++) {
    for (let j = 0; j < output; j++) {
      byParameters.bias[j] += gradient[v * output + j];
      byParameters.degree[j] += degrees[v] * gradient[v * output + j];
    }
  }
  const byProjected = gradient.slice();
  addAttentionGradient(tape.attentionInput, graph, tape.attention, gradient, {
    projected: byProjected,
    listens: byParameters.listens,
    speaks: byParameters.speaks,
    types: byParameters.types,
  });
  return byProjected;
}
