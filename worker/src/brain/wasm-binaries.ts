import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import type { WasmBinaries } from '@parlour/model';

/** Emitted as files of their own, loaded only where WebAssembly is tried. */
export const wasmBinaries: WasmBinaries = { plain, simd };
