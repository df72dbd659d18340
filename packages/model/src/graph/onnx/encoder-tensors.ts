import type { EncoderInput } from '../encoder/encoder.ts';
import type { SparseRows } from '../encoder/sparse-rows.ts';
import { layerShapes } from '../shape.ts';
import type { OnnxTensor } from './onnx-model.ts';

/** Neighbours of a node in the exported model's inputs: as many as the first layer listens to. */
export const neighbourColumns = layerShapes[0].neighbours;

/** Names of the exported model's inputs, in its order, and of what it gives. */
export const encoderInputNames = ['features', 'neighbours', 'types', 'importances', 'degrees'] as const;
export type EncoderInputName = (typeof encoderInputNames)[number];
export const encoderOutputName = 'embeddings';

export type EncoderTensors = Readonly<Record<EncoderInputName, OnnxTensor>>;

/**
 * An encoder's input as the exported model takes it: features dense, neighbours as rows of `neighbourColumns` places, the most important first, with
 * importance 0 where there is none.
 *
 * @throws RangeError where the layers' neighbours are not the first of those of the first layer, or more than it listens to
 */
export function encoderTensors({ features, graphs, degrees }: EncoderInput): EncoderTensors {
  const nodes = features.rows;
  const dims = [nodes, neighbourColumns];
  const [{ starts, sources, types, importances }] = graphs;
  const padded = {
    neighbours: new Int32Array(nodes * neighbourColumns),
    types: new Int32Array(nodes * neighbourColumns),
    importances: new Float32Array(nodes * neighbourColumns),
  };
  for (let node = 0; node < nodes; node++) {
    const count = starts[node + 1] - starts[node];
    if (count > neighbourColumns) throw new RangeError(`node ${node} has ${count} neighbours`);
    for (let i = 0; i < count; i++) {
      const [from, to] = [starts[node] + i, node * neighbourColumns + i];
      padded.neighbours[to] = sources[from];
      padded.types[to] = types[from];
      padded.importances[to] = importances[from];
    }
  }
  checkNested(graphs);
  return {
    features: { name: 'features', dims: [nodes, layerShapes[0].input], values: dense(features) },
    neighbours: { name: 'neighbours', dims, values: padded.neighbours },
    types: { name: 'types', dims, values: padded.types },
    importances: { name: 'importances', dims, values: padded.importances },
    degrees: { name: 'degrees', dims: [nodes, 1], values: Float32Array.from(degrees) },
  };
}

function checkNested([first, ...others]: EncoderInput['graphs']): void {
  others.forEach((graph, at) => {
    const layer = at + 1;
    for (let node = 0; node + 1 < first.starts.length; node++) {
      const [from, whole] = [first.starts[node], first.starts[node + 1] - first.starts[node]];
      const start = graph.starts[node];
      const count = graph.starts[node + 1] - start;
      let isPart = count === Math.min(whole, layerShapes[layer].neighbours);
      for (let i = 0; i < count && isPart; i++) {
        isPart =
          graph.sources[start + i] === first.sources[from + i] &&
          graph.types[start + i] === first.types[from + i] &&
          graph.importances[start + i] === first.importances[from + i];
      }
      if (!isPart) throw new RangeError(`layer ${layer} listens to others than the first at node ${node}`);
    }
  });
}

function dense({ rows, starts, dimensions, values }: SparseRows): Float32Array {
  const columns = layerShapes[0].input;
  const matrix = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let e = starts[row]; e < starts[row + 1]; e++) matrix[row * columns + dimensions[e]] = values[e];
  }
  return matrix;
}
