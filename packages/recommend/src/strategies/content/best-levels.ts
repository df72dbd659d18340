import type { AllowedRows } from '../strategy.ts';

/** `count` allowed rows of the highest levels, ascending; of the lowest level that still fits, the lower rows. */
export function bestLevels(levels: Uint8Array, allowed: AllowedRows, count: number): Int32Array {
  const histogram = new Uint32Array(256);
  for (let row = 0; row < levels.length; row += 1) histogram[levels[row]] += allowed[row];
  let level = 255;
  let above = 0;
  while (level > 0 && above + histogram[level] < count) {
    above += histogram[level];
    level -= 1;
  }
  let ofLowest = Math.min(histogram[level], count - above);
  const rows = new Int32Array(above + ofLowest);
  let used = 0;
  for (let row = 0; row < levels.length; row += 1) {
    if (levels[row] < level || allowed[row] === 0) continue;
    if (levels[row] === level) {
      if (ofLowest === 0) continue;
      ofLowest -= 1;
    }
    rows[used] = row;
    used += 1;
  }
  return rows;
}
