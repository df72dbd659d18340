import { embeddingLength, graphEdgeTypes, type LayerShape, layerShapes, personHeads } from './shape.ts';

/** One layer's parameters; matrices row-major, [input, output]. */
export interface LayerParameters {
  /** input x output: shared by a node, its neighbours and the residual. */
  readonly weight: Float64Array;
  readonly bias: Float64Array;
  /** How strongly a node's share of WATCHED edges moves it (Corso et al. 2020, degree scalers), one a dimension. */
  readonly degree: Float64Array;
  /** Attention vectors of all heads, beside each other. */
  readonly listens: Float64Array;
  readonly speaks: Float64Array;
  /** edge types x heads, added to the attention. */
  readonly types: Float64Array;
  /** LayerNorm. */
  readonly gain: Float64Array;
  readonly offset: Float64Array;
}

/** A linear map with a residual around it: x + x weight + bias. */
export interface ResidualParameters {
  readonly weight: Float64Array;
  readonly bias: Float64Array;
}

export interface PersonParameters extends ResidualParameters {
  /** Attention over the history, heads beside each other. */
  readonly attention: Float64Array;
  /** One a head: how much each doubling of the watches since then takes away from the attention. */
  readonly recency: Float64Array;
}

/** Views of one flat array; writing to a view writes to the array. */
export interface GraphParameters {
  readonly flat: Float64Array;
  readonly layers: readonly LayerParameters[];
  readonly head: ResidualParameters;
  readonly person: PersonParameters;
}

const square = embeddingLength * embeddingLength;
const layerLength = ({ input, output, heads }: LayerShape): number =>
  input * output + 6 * output + graphEdgeTypes.length * heads;
const headLength = square + embeddingLength;
const personLength = square + 2 * embeddingLength + personHeads;

/** First place of the person's own parameters, which end the flat array. */
export const personStart = layerShapes.reduce((sum, shape) => sum + layerLength(shape), headLength);

/**
 * 183,162 = weights 512 * 256 + 256 * 128 + 128 * 64 = 172,032; six vectors a layer (bias, degree, two of attention, gain,
 * offset) 6 * (256 + 128 + 64) = 2,688; edge types 4 * (8 + 4 + 2) = 56; head 64 * 64 + 64 = 4,160; the person's node
 * 64 * 64 + 64 + 64 + 2 = 4,226.
 */
export const parameterCount = personStart + personLength;

/** Views of `flat`, made if absent (zeros), in the order of the interfaces above. */
export function graphParameters(flat: Float64Array = new Float64Array(parameterCount)): GraphParameters {
  if (flat.length !== parameterCount)
    throw new RangeError(`${flat.length} parameters, not ${parameterCount}`);
  let at = 0;
  const take = (length: number): Float64Array => {
    at += length;
    return flat.subarray(at - length, at);
  };
  const layers = layerShapes.map(({ input, output, heads }) => ({
    weight: take(input * output),
    bias: take(output),
    degree: take(output),
    listens: take(output),
    speaks: take(output),
    types: take(graphEdgeTypes.length * heads),
    gain: take(output),
    offset: take(output),
  }));
  const head = { weight: take(square), bias: take(embeddingLength) };
  return { flat, layers, head, person: personViews(take(personLength)) };
}

/** The same of the person's own parameters alone; undefined where `flat` is not as long as they are. */
export function personParameters(flat: Float64Array): PersonParameters | undefined {
  return flat.length === personLength ? personViews(flat) : undefined;
}

function personViews(flat: Float64Array): PersonParameters {
  const bias = square + embeddingLength;
  return {
    weight: flat.subarray(0, square),
    bias: flat.subarray(square, bias),
    attention: flat.subarray(bias, bias + embeddingLength),
    recency: flat.subarray(bias + embeddingLength),
  };
}

/** Fresh parameters: Glorot and Bengio (2010) for matrices and attention, the residual maps small, gains 1, the rest 0. */
export function initialParameters(random: () => number): GraphParameters {
  const parameters = graphParameters();
  const fill = (view: Float64Array, limit: number): void => {
    for (let i = 0; i < view.length; i++) view[i] = (2 * random() - 1) * limit;
  };
  layerShapes.forEach(({ input, output, heads }, index) => {
    const layer = parameters.layers[index];
    fill(layer.weight, Math.sqrt(6 / (input + output)));
    fill(layer.listens, Math.sqrt(6 / (output / heads + 1)));
    fill(layer.speaks, Math.sqrt(6 / (output / heads + 1)));
    layer.gain.fill(1);
  });
  fill(parameters.head.weight, 0.02);
  fill(parameters.person.weight, 0.02);
  return parameters;
}
