import '@tensorflow/tfjs-backend-cpu';
import { describe, expect, test } from 'vitest';
import { plantedFeatures } from '../../planted-features.ts';
import { rowVector } from '../../vector-math.ts';
import { featureChunks } from './feature-chunks.ts';
import { loadTensorFlow } from './tensor-flow.ts';

const features = plantedFeatures(70, 2);

describe('features on the device', () => {
  test.each([
    ['stay there', 100, 3],
    ['are uploaded anew if they are too many', 10, 0],
  ])('in chunks that hold every row once, in order, and %s', async (_, residentRows, kept) => {
    const tf = await loadTensorFlow();
    await tf.setBackend('cpu');
    const before = tf.memory().numTensors;
    const chunks = featureChunks(tf, features, { chunkRows: 32, residentRows });
    for (let round = 0; round < 2; round += 1) {
      const seen: number[] = [];
      await chunks.each(async (chunk, firstRow) => {
        const floats = await chunk.data<'float32'>();
        for (let row = 0; row < chunk.shape[0]; row += 1) {
          seen.push(firstRow + row);
          expect(floats.slice(row * 512, (row + 1) * 512)).toEqual(rowVector(features, firstRow + row));
        }
      });
      expect(seen).toEqual([...Array(70).keys()]);
      expect(tf.memory().numTensors - before).toBe(kept);
    }
    chunks.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
