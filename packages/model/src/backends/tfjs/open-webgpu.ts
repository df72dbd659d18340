import type { FeatureMatrix } from '@parlour/catalogue';
import type { ComputeBackend } from '../compute-backend.ts';
import { loadTensorFlow } from './tensor-flow.ts';
import { backendDidNotStart, openTfjsBackend } from './tfjs-backend.ts';

/**
 * The packed program for every matrix product: of a row and a small matrix, as BPR has them, the programs that TensorFlow.js
 * would choose are 2 to 10 times slower (measured on SwiftShader).
 */
const trainingFlags = { WEBGPU_MATMUL_PROGRAM_TYPE: 3 };

/** TensorFlow.js on WebGPU. It asks the adapter for its full storage-binding limit; the chunks stay under the default one. */
export async function openWebgpu(features: FeatureMatrix): Promise<ComputeBackend> {
  const gpu: GPU | undefined = typeof navigator === 'undefined' ? undefined : navigator.gpu;
  const adapter = await gpu?.requestAdapter();
  if (adapter === null || adapter === undefined) throw backendDidNotStart('webgpu');
  const tf = await loadTensorFlow();
  await import('@tensorflow/tfjs-backend-webgpu');
  // Small tensors must not quietly be computed elsewhere: what is reported as WebGPU ran on WebGPU.
  tf.env().set('WEBGPU_CPU_FORWARD', false);
  return openTfjsBackend(features, { name: 'webgpu', tf, detail: describe(adapter), trainingFlags });
}

function describe({ info, isFallbackAdapter }: GPUAdapter & { isFallbackAdapter?: boolean }): string {
  const names = [info.description, info.vendor, info.architecture].filter((name) => name !== '');
  const software = isFallbackAdapter === true || /swiftshader|llvmpipe/i.test(names.join(' '));
  return `${names.join(', ') || 'Graphics adapter without a name'}${software ? ' (in software)' : ''}`;
}
