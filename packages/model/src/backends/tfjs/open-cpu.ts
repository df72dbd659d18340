import type { FeatureMatrix } from '@parlour/catalogue';
import type { ComputeBackend } from '../compute-backend.ts';
import { loadTensorFlow } from './tensor-flow.ts';
import { openTfjsBackend } from './tfjs-backend.ts';

/** TensorFlow.js in plain JavaScript. */
export async function openCpu(features: FeatureMatrix): Promise<ComputeBackend> {
  const tf = await loadTensorFlow();
  await import('@tensorflow/tfjs-backend-cpu');
  return openTfjsBackend(features, {
    name: 'cpu',
    tf,
    detail: `TensorFlow.js ${tf.version_core} in JavaScript`,
  });
}
