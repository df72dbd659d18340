import { epsilon } from '../encoder/layer-norm.ts';
import type { LayerParameters } from '../parameters.ts';
import { graphEdgeTypes, leak, type LayerShape } from '../shape.ts';
import type { GraphBuilder } from './graph-builder.ts';

/** Names of what every layer reads of the graph's inputs. */
export interface NeighbourValues {
  /** nodes x neighbours. */
  readonly neighbours: string;
  readonly types: string;
  readonly importances: string;
  /** The columns of `neighbours`, each [nodes]. */
  readonly columns: readonly string[];
  /** nodes x 1. */
  readonly degrees: string;
}

/** Small constants that all layers share. */
export interface SharedConstants {
  readonly zero: string;
  readonly one: string;
  readonly start: string;
  readonly axis1: string;
  readonly axis2: string;
  /** Below every logit. */
  readonly lowest: string;
}

/** One layer over `values` (nodes x input), the operators of `layerForward`: gives nodes x output. */
export function addLayer(
  graph: GraphBuilder,
  name: string,
  shape: LayerShape,
  parameters: LayerParameters,
  values: string,
  near: NeighbourValues,
  shared: SharedConstants,
  isLast: boolean,
): string {
  const { input, output, heads } = shape;
  const row = (part: string, numbers: Float64Array) => graph.weights(`${name}.${part}`, [output], numbers);
  const weight = graph.weights(`${name}.weight`, [input, output], parameters.weight);
  const projected = graph.apply('MatMul', [values, weight]);
  const toHeads = graph.constant(
    `${name}.heads`,
    [3],
    BigInt64Array.of(-1n, BigInt(heads), BigInt(output / heads)),
  );
  const toRows = graph.constant(`${name}.rows`, [2], BigInt64Array.of(-1n, BigInt(output)));
  const byHead = graph.apply('Reshape', [projected, toHeads]);
  const shares = addShares(graph, name, shape, parameters, byHead, near, shared);
  // Neighbour by neighbour: all of them at once would be 25 times the nodes in memory.
  let sum = byHead;
  graph.split(shares, 2, shape.neighbours).forEach((share, at) => {
    const neighbour = graph.apply('Gather', [byHead, near.columns[at]], { axis: { i: 0 } });
    sum = graph.apply('Add', [sum, graph.apply('Mul', [neighbour, share])]);
  });
  const heard = graph.apply('Reshape', [sum, toRows]);
  const popular = graph.apply('Mul', [near.degrees, row('degree', parameters.degree)]);
  const moved = graph.apply('Add', [graph.apply('Add', [heard, row('bias', parameters.bias)]), popular]);
  const scales = [row('gain', parameters.gain), row('offset', parameters.offset)];
  const normal = graph.apply('LayerNormalization', [moved, ...scales], {
    axis: { i: -1 },
    epsilon: { f: epsilon },
  });
  return isLast ? normal : graph.apply('LeakyRelu', [normal], { alpha: { f: leak } });
}

/** nodes x heads x neighbours: how much of each is heard; 0 where there is none. */
function addShares(
  graph: GraphBuilder,
  name: string,
  { output, heads, neighbours }: LayerShape,
  { listens, speaks, types }: LayerParameters,
  byHead: string,
  near: NeighbourValues,
  { zero, one, start, axis1, axis2, lowest }: SharedConstants,
): string {
  const vector = (part: string, numbers: Float64Array) =>
    graph.weights(`${name}.${part}`, [heads, output / heads], numbers);
  /** nodes x heads: inner products of each head's part with its part of `numbers`. */
  const dots = (part: string, numbers: Float64Array) =>
    graph.apply('ReduceSum', [graph.apply('Mul', [byHead, vector(part, numbers)]), axis2], {
      keepdims: { i: 0 },
    });
  const limit = graph.constant(`${name}.neighbours`, [1], BigInt64Array.of(BigInt(neighbours)));
  const first = (value: string) => graph.apply('Slice', [value, start, limit, axis1]);
  const ofType = graph.weights(`${name}.types`, [graphEdgeTypes.length, heads], types);
  const heard = graph.apply('Unsqueeze', [dots('listens', listens), axis1]);
  const said = graph.apply('Gather', [dots('speaks', speaks), first(near.neighbours)], { axis: { i: 0 } });
  const typed = graph.apply('Gather', [ofType, first(near.types)], { axis: { i: 0 } });
  const logits = graph.apply('LeakyRelu', [graph.apply('Add', [graph.apply('Add', [heard, said]), typed])], {
    alpha: { f: leak },
  });
  const importance = graph.apply('Unsqueeze', [first(near.importances), axis2]);
  const isThere = graph.apply('Greater', [importance, zero]);
  const known = graph.apply('Where', [isThere, logits, lowest]);
  const most = graph.apply('ReduceMax', [known], { axes: { ints: [1] }, keepdims: { i: 1 } });
  const odds = graph.apply('Mul', [graph.apply('Exp', [graph.apply('Sub', [known, most])]), importance]);
  const sum = graph.apply('ReduceSum', [odds, axis1], { keepdims: { i: 1 } });
  const shares = graph.apply('Div', [odds, orOne(graph, sum, zero, one)]);
  return graph.apply('Transpose', [shares], { perm: { ints: [0, 2, 1] } });
}

/** A value that nothing can be divided by made 1: what is divided is 0 there. */
export function orOne(graph: GraphBuilder, value: string, zero: string, one: string): string {
  return graph.apply('Where', [graph.apply('Greater', [value, zero]), value, one]);
}
