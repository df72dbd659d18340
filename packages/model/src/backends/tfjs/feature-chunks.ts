import type { FeatureMatrix } from '@parlour/catalogue';
import type { TensorFlow, Tensor2D } from './tensor-flow.ts';

export interface ChunkLimits {
  readonly chunkRows: number;
  /** A larger catalogue is uploaded chunk by chunk at each scoring instead of staying on the device. */
  readonly residentRows: number;
}
/** 64 MiB of floats, half of the smallest storage binding that WebGPU promises (128 MiB); 256 MiB. */
const limits: ChunkLimits = { chunkRows: 32_768, residentRows: 131_072 };

/** The features as float tensors [n, dimension], n <= `chunkRows` of the limits. */
export interface FeatureChunks {
  /** Calls `use` for each chunk, in order of rows; a chunk is only valid during the call. */
  each(use: (chunk: Tensor2D, firstRow: number) => Promise<void>): Promise<void>;
  dispose(): void;
}

export function featureChunks(
  tf: TensorFlow,
  features: FeatureMatrix,
  { chunkRows, residentRows } = limits,
): FeatureChunks {
  const starts = Array.from({ length: Math.ceil(features.rows / chunkRows) }, (_, i) => i * chunkRows);
  const stays = features.rows <= residentRows;
  const resident = new Map<number, Tensor2D>();
  return {
    async each(use) {
      for (const start of starts) {
        const chunk = resident.get(start) ?? upload(tf, features, start, chunkRows);
        if (stays) resident.set(start, chunk);
        try {
          await use(chunk, start);
        } finally {
          if (!stays) chunk.dispose();
        }
      }
    },
    dispose() {
      for (const chunk of resident.values()) chunk.dispose();
      resident.clear();
    },
  };
}

function upload(
  tf: TensorFlow,
  { rows, dimension, values, scales }: FeatureMatrix,
  start: number,
  chunkRows: number,
): Tensor2D {
  const count = Math.min(chunkRows, rows - start);
  const floats = new Float32Array(count * dimension);
  for (let row = 0; row < count; row += 1) {
    const scale = scales[start + row] ?? 0;
    const from = (start + row) * dimension;
    for (let i = 0; i < dimension; i += 1) floats[row * dimension + i] = (values[from + i] ?? 0) * scale;
  }
  return tf.tensor2d(floats, [count, dimension]);
}
