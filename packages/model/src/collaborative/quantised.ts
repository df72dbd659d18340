import type { ItemWeights } from './collaborative-model.ts';
import { steppedUnits } from './file/units.ts';
import { gapColumns } from './gap-columns.ts';
import type { SparseRows } from './sparse-rows.ts';

/** Each row in steps of its largest weight's `most`th (at most 127); weights that round to nothing are dropped. */
export function quantisedWeights({ starts, columns, values }: SparseRows, most: number): ItemWeights {
  const rows = starts.length - 1;
  const units = steppedUnits(
    Float64Array.from(
      { length: rows },
      (_, row) => largest(values, starts[row] as number, starts[row + 1] as number) / most,
    ),
  );
  const kept: { columns: number[]; values: number[] } = { columns: [], values: [] };
  const keptStarts = new Int32Array(starts.length);
  for (let row = 0; row < rows; row++) {
    for (let at = starts[row] as number; at < (starts[row + 1] as number); at++) {
      const value = quantised(values[at] as number, units[row] as number, most);
      if (value === 0) continue;
      kept.columns.push(columns[at] as number);
      kept.values.push(value);
    }
    keptStarts[row + 1] = kept.columns.length;
  }
  return {
    starts: keptStarts,
    columns: gapColumns(keptStarts, Int32Array.from(kept.columns)),
    values: Int8Array.from(kept.values),
    units,
  };
}

/** Dense rows of `width`, in the same way. */
export function quantisedRows(
  values: Float32Array,
  width: number,
  most: number,
): { values: Int8Array; units: Float32Array } {
  const rows = width === 0 ? 0 : values.length / width;
  const units = steppedUnits(
    Float64Array.from({ length: rows }, (_, row) => largest(values, row * width, (row + 1) * width) / most),
  );
  const bytes = Int8Array.from(values, (value, at) =>
    quantised(value, units[Math.floor(at / width)] as number, most),
  );
  return { values: bytes, units };
}

function quantised(value: number, unit: number, most: number): number {
  return unit === 0 ? 0 : Math.max(-most, Math.min(most, Math.round(value / unit)));
}

function largest(values: Float32Array, from: number, to: number): number {
  let top = 0;
  for (let at = from; at < to; at++) top = Math.max(top, Math.abs(values[at] as number));
  return top;
}
