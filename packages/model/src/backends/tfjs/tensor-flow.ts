import type * as tfjsCore from '@tensorflow/tfjs-core';

/** The parts of TensorFlow.js core that the backends use; loaded when the first of them is opened. */
export type TensorFlow = typeof tfjsCore;
export type { Tensor2D } from '@tensorflow/tfjs-core';

export function loadTensorFlow(): Promise<TensorFlow> {
  return import('@tensorflow/tfjs-core');
}
