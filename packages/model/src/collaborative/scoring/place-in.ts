/** Where a value stands between `from` and `to` (exclusive) of ascending values, -1 if it does not. Binary search. */
export function placeIn(values: Int32Array, value: number, from: number, to: number): number {
  let low = from;
  let high = to - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = values[middle] as number;
    if (found === value) return middle;
    if (found < value) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
