import { plainRowSums } from './plain-row-sums.ts';
import type { RowSums } from './row-sums.ts';
import { simdRowSums } from './simd-row-sums.ts';

/**
 * The one of this thread: with the processor's vector instructions, or without where WebAssembly is missing (an old browser, a policy
 * that forbids it).
 */
export function rowSumsHere(): RowSums {
  here ??= make();
  return here;
}

let here: RowSums | undefined;

function make(): RowSums {
  try {
    return simdRowSums();
  } catch {
    return plainRowSums();
  }
}
