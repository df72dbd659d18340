/** Scales every row to length 1, in place; gives the lengths. A row of no length stays 0. */
export function toUnitRows(values: Float64Array, columns: number): Float64Array {
  const lengths = new Float64Array(values.length / columns);
  for (let row = 0; row < lengths.length; row++) {
    let squares = 0;
    for (let j = row * columns; j < (row + 1) * columns; j++) squares += values[j] * values[j];
    lengths[row] = Math.sqrt(squares);
    if (squares > 0) for (let j = row * columns; j < (row + 1) * columns; j++) values[j] /= lengths[row];
  }
  return lengths;
}

/** Turns the gradient of the unit rows into that of the rows before, in place. */
export function unitRowsGradient(
  gradient: Float64Array,
  columns: number,
  units: Float64Array,
  lengths: Float64Array,
): void {
  for (let row = 0; row < lengths.length; row++) {
    let along = 0;
    const [from, to] = [row * columns, (row + 1) * columns];
    for (let j = from; j < to; j++) along += gradient[j] * units[j];
    const factor = lengths[row] > 0 ? 1 / lengths[row] : 0;
    for (let j = from; j < to; j++) gradient[j] = factor * (gradient[j] - along * units[j]);
  }
}
