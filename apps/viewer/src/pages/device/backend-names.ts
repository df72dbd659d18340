import type { BackendName } from '../../../../../worker/src/brain-api.ts';

export const BACKENDS: Record<BackendName, string> = {
  'typed-arrays': 'Plain arrays',
  webgpu: 'WebGPU',
  wasm: 'WebAssembly',
  cpu: 'CPU (TensorFlow.js)',
};
