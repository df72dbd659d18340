import type { BackendName } from '../backend-name.ts';
import type { FeatureMatrix } from '@parlour/catalogue';
import type { ComputeBackend } from './compute-backend.ts';
import { openTypedArrays } from './typed-arrays.ts';
import type { WasmBinaries } from './tfjs/open-wasm.ts';

/**
 * Opens a backend by name. TensorFlow.js is loaded only for the three that need it.
 * Rejects with `model/backend-not-available` (or the backend's own error) where the device does not have it.
 */
export async function openBackend(
  name: BackendName,
  features: FeatureMatrix,
  binaries?: WasmBinaries,
): Promise<ComputeBackend> {
  switch (name) {
    case 'typed-arrays':
      return openTypedArrays(features);
    case 'wasm':
      return (await import('./tfjs/open-wasm.ts')).openWasm(features, binaries);
    case 'webgpu':
      return (await import('./tfjs/open-webgpu.ts')).openWebgpu(features);
    case 'cpu':
      return (await import('./tfjs/open-cpu.ts')).openCpu(features);
  }
}
