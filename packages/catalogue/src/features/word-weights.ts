import type { CodedColumn } from '../snapshot/catalogue.ts';
import { log2 } from './log2.ts';
import { hashWord } from './tokenise.ts';

/** Hash and weight of every word of a dictionary column. */
export interface WordWeights {
  readonly hashes: Uint32Array;
  /** log2(1 + rows / uses): rare words count more. 0 for words used less than `minUses` times. */
  readonly weights: Float64Array;
}

/** `columns` share one dictionary. `seed` keeps equal words of different columns apart. */
export function wordWeights(columns: CodedColumn[], rows: number, seed: number, minUses = 1): WordWeights {
  const column = columns[0] as CodedColumn;
  const uses = new Uint32Array(column.size);
  for (const { codes } of columns) for (const code of codes) uses[code] = (uses[code] as number) + 1;
  const hashes = new Uint32Array(column.size);
  const weights = new Float64Array(column.size);
  for (let code = 0; code < column.size; code++) {
    const used = uses[code] as number;
    if (used < minUses) continue;
    hashes[code] = hashWord(column.bytes(code), seed);
    weights[code] = log2(rows + used) - log2(used);
  }
  return { hashes, weights };
}
