import type { FeatureMatrix } from '@parlour/catalogue';
import type { ComputeBackend } from '../compute-backend.ts';
import { loadTensorFlow } from './tensor-flow.ts';
import { openTfjsBackend } from './tfjs-backend.ts';

/** Addresses of the binaries that come with `@tensorflow/tfjs-backend-wasm`; Node finds them by itself. */
export interface WasmBinaries {
  readonly plain: string;
  readonly simd: string;
}

let pathsAreSet = false;

/** TensorFlow.js on WebAssembly, on one thread. */
export async function openWasm(features: FeatureMatrix, binaries?: WasmBinaries): Promise<ComputeBackend> {
  const tf = await loadTensorFlow();
  const wasm = await import('@tensorflow/tfjs-backend-wasm');
  // A minified build with threads hangs for ever in a cross-origin isolated page.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  if (binaries !== undefined && !pathsAreSet) {
    // Only allowed before the backend starts.
    pathsAreSet = true;
    wasm.setWasmPaths({
      'tfjs-backend-wasm.wasm': binaries.plain,
      'tfjs-backend-wasm-simd.wasm': binaries.simd,
      // Must be named, is never loaded.
      'tfjs-backend-wasm-threaded-simd.wasm': binaries.simd,
    });
  }
  const simd = await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT');
  return openTfjsBackend(features, {
    name: 'wasm',
    tf,
    detail: `TensorFlow.js ${tf.version_core} on WebAssembly${simd === true ? ' with SIMD' : ''}`,
  });
}
