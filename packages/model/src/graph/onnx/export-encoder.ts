import { featureVersion } from '@parlour/catalogue';
import type { GraphEncoder } from '../file/encoder-file.ts';
import type { ResidualParameters } from '../parameters.ts';
import { embeddingLength, graphEdgeTypes, layerShapes } from '../shape.ts';
import { encodeOnnx } from './encode-onnx.ts';
import { encoderOutputName, neighbourColumns } from './encoder-tensors.ts';
import { GraphBuilder } from './graph-builder.ts';
import { addLayer, orOne, type SharedConstants } from './layer-nodes.ts';
import type { OnnxValueInfo } from './onnx-model.ts';

const inputs: readonly OnnxValueInfo[] = [
  {
    name: 'features',
    element: 'float',
    dims: ['nodes', layerShapes[0].input],
    says: 'Content features of each title.',
  },
  {
    name: 'neighbours',
    element: 'int32',
    dims: ['nodes', neighbourColumns],
    says: 'Rows of the titles that each listens to, the most important first; any row where there is none.',
  },
  {
    name: 'types',
    element: 'int32',
    dims: ['nodes', neighbourColumns],
    says: `Of each of them, the edge: ${graphEdgeTypes.map((type, at) => `${at} ${type}`).join(', ')}.`,
  },
  {
    name: 'importances',
    element: 'float',
    dims: ['nodes', neighbourColumns],
    says: 'Of each of them, above 0; 0 where there is none (the mask).',
  },
  {
    name: 'degrees',
    element: 'float',
    dims: ['nodes', 1],
    says: '0..1: log(1 + people who watched it) / log(1 + people who watched the most watched).',
  },
];
const outputs: readonly OnnxValueInfo[] = [
  {
    name: encoderOutputName,
    element: 'float',
    dims: ['nodes', embeddingLength],
    says: 'Embeddings of the titles, of length 1.',
  },
];

/**
 * The encoder as an ONNX file (opset 17, standard operators only): what `embed` computes of titles, in 32-bit floats, without dropout, which only training has, and without
 * the person's node, which only a device has the input of.
 */
export function exportEncoder({
  name,
  parameters,
}: Pick<GraphEncoder, 'name' | 'parameters'>): Uint8Array<ArrayBuffer> {
  const graph = new GraphBuilder();
  const shared = sharedConstants(graph);
  const columns = graph
    .split('neighbours', 1, neighbourColumns)
    .map((column) => graph.apply('Squeeze', [column, shared.axis1]));
  const near = {
    neighbours: 'neighbours',
    types: 'types',
    importances: 'importances',
    degrees: 'degrees',
    columns,
  };
  let values = 'features';
  layerShapes.forEach((shape, at) => {
    const isLast = at === layerShapes.length - 1;
    values = addLayer(graph, `layer${at + 1}`, shape, parameters.layers[at], values, near, shared, isLast);
  });
  const mapped = addResidual(graph, parameters.head, values);
  const length = graph.apply('ReduceL2', [mapped], { axes: { ints: [1] }, keepdims: { i: 1 } });
  graph.apply('Div', [mapped, orOne(graph, length, shared.zero, shared.one)], {}, encoderOutputName);
  return encodeOnnx({
    name: 'graph-encoder',
    says: "Parlour's graph encoder: embeddings of titles from their content features and who they listen to.",
    inputs,
    outputs,
    nodes: graph.nodes,
    constants: graph.constants,
    metadata: {
      encoder: name,
      features: String(featureVersion),
      neighbours: layerShapes.map(({ neighbours }) => neighbours).join(','),
    },
  });
}

function sharedConstants(graph: GraphBuilder): SharedConstants {
  return {
    zero: graph.constant('zero', [], Float32Array.of(0)),
    one: graph.constant('one', [], Float32Array.of(1)),
    lowest: graph.constant('lowest', [], Float32Array.of(-1e30)),
    start: graph.constant('start', [1], BigInt64Array.of(0n)),
    axis1: graph.constant('axis1', [1], BigInt64Array.of(1n)),
    axis2: graph.constant('axis2', [1], BigInt64Array.of(2n)),
  };
}

/** x + x weight + bias, nodes x 64. */
function addResidual(graph: GraphBuilder, { weight, bias }: ResidualParameters, values: string): string {
  const matrix = graph.weights('head.weight', [embeddingLength, embeddingLength], weight);
  const moved = graph.apply('Add', [graph.apply('MatMul', [values, matrix]), values]);
  return graph.apply('Add', [moved, graph.weights('head.bias', [embeddingLength], bias)]);
}
