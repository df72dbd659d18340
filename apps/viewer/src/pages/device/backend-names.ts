import type { BackendName } from '@parlour/worker/brain-api';

export const BACKENDS: Record<BackendName, string> = {
  'typed-arrays': 'Plain arrays',
  webgpu: 'WebGPU',
  wasm: 'WebAssembly',
  cpu: 'CPU (TensorFlow.js)',
};
