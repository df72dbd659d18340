import { chunkRows, rowLength, type RowSums } from './row-sums.ts';
import { simdModule } from './simd-module.ts';

const sumsAt = 2 * rowLength;
const rowsAt = sumsAt + 4 * chunkRows;

/**
 * Four rows at a time with WebAssembly's vector instructions.
 * @throws whatever the engine throws where it has no WebAssembly, or not its vectors, or a policy forbids it
 */
export function simdRowSums(): RowSums {
  const module = new WebAssembly.Module(simdModule(sumsAt, rowsAt, rowsAt + rowLength * chunkRows));
  const { memory, multiply } = new WebAssembly.Instance(module).exports as unknown as Exports;
  return {
    levels: new Int16Array(memory.buffer, 0, rowLength),
    sums: new Int32Array(memory.buffer, sumsAt, chunkRows),
    rows: new Int8Array(memory.buffer, rowsAt, rowLength * chunkRows),
    multiply: (count) => multiply((count + 3) >> 2),
  };
}

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly multiply: (fours: number) => void;
}
