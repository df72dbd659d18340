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

/** Rows that are put in order once levels are asked a second time, so many times as are asked for. */
const inOrder = 8;

/** As `bestLevels` of the same levels, whose best rows are put in order once, under masks that change from list to list. */
export function bestLevelsOf(levels: Uint8Array): (allowed: AllowedRows, count: number) => Int32Array {
  let asked = 0;
  let order: { readonly of: number; readonly rows: Int32Array } | undefined;
  return (allowed, count) => {
    asked += 1;
    if (asked > 1 && order?.of !== count) order = { of: count, rows: highestFirst(levels, inOrder * count) };
    return (
      (order === undefined ? undefined : amongFirst(order.rows, allowed, count)) ??
      bestLevels(levels, allowed, count)
    );
  };
}

/** All rows of the highest levels, as many levels as hold `count` rows; within a level ascending. */
function highestFirst(levels: Uint8Array, count: number): Int32Array {
  const ends = new Uint32Array(257);
  for (let row = 0; row < levels.length; row += 1) ends[255 - levels[row] + 1] += 1;
  let lowest = 0;
  for (let place = 1; place < ends.length; place += 1) {
    ends[place] += ends[place - 1];
    if (ends[place - 1] < count) lowest = place;
  }
  const rows = new Int32Array(ends[lowest]);
  for (let row = 0; row < levels.length; row += 1) {
    const place = 255 - levels[row];
    if (place >= lowest) continue;
    rows[ends[place]] = row;
    ends[place] += 1;
  }
  return rows;
}

function amongFirst(first: Int32Array, allowed: AllowedRows, count: number): Int32Array | undefined {
  const rows = new Int32Array(count);
  let used = 0;
  for (let at = 0; at < first.length && used < count; at += 1) {
    rows[used] = first[at];
    used += allowed[first[at]];
  }
  return used < count ? undefined : rows.sort();
}
