/** A row-major window of a matrix: element (r, c) is `values[start + r * stride + c]`. */
export interface Window {
  readonly values: Float64Array;
  readonly start: number;
  readonly stride: number;
}

/**
 * out -= left * right^T for windows of `rows` x `depth` and `columns` x `depth`. Both run along their rows, so memory is
 * read in order; four by four outputs at once keep the partial sums in registers.
 */
export function subtractProduct(
  out: Window,
  left: Window,
  right: Window,
  rows: number,
  columns: number,
  depth: number,
): void {
  for (let from = 0; from < depth; from += slice) {
    const width = Math.min(slice, depth - from);
    subtractSlice(out, shifted(left, from), shifted(right, from), rows, columns, width);
  }
}

/** Depth of what is multiplied at a time: 64 rows of it lie in a core's nearest cache. */
const slice = 128;

const shifted = (window: Window, by: number): Window => ({ ...window, start: window.start + by });

function subtractSlice(
  out: Window,
  left: Window,
  right: Window,
  rows: number,
  columns: number,
  depth: number,
): void {
  let r = 0;
  for (; r + 4 <= rows; r += 4) {
    let c = 0;
    for (; c + 4 <= columns; c += 4) fourByFour(out, left, right, r, c, depth);
    for (; c < columns; c++) for (let i = r; i < r + 4; i++) one(out, left, right, i, c, depth);
  }
  for (; r < rows; r++) for (let c = 0; c < columns; c++) one(out, left, right, r, c, depth);
}

function one(out: Window, left: Window, right: Window, r: number, c: number, depth: number): void {
  const [a, b] = [left.values, right.values];
  const l = left.start + r * left.stride;
  const m = right.start + c * right.stride;
  let sum = 0;
  for (let k = 0; k < depth; k++) sum += (a[l + k] as number) * (b[m + k] as number);
  const at = out.start + r * out.stride + c;
  out.values[at] = (out.values[at] as number) - sum;
}

function fourByFour(out: Window, left: Window, right: Window, r: number, c: number, depth: number): void {
  const a = left.values;
  const b = right.values;
  let l0 = left.start + r * left.stride;
  let l1 = l0 + left.stride;
  let l2 = l1 + left.stride;
  let l3 = l2 + left.stride;
  let m0 = right.start + c * right.stride;
  let m1 = m0 + right.stride;
  let m2 = m1 + right.stride;
  let m3 = m2 + right.stride;
  let [s00, s01, s02, s03] = [0, 0, 0, 0];
  let [s10, s11, s12, s13] = [0, 0, 0, 0];
  let [s20, s21, s22, s23] = [0, 0, 0, 0];
  let [s30, s31, s32, s33] = [0, 0, 0, 0];
  for (let k = 0; k < depth; k++) {
    const x0 = a[l0++] as number;
    const x1 = a[l1++] as number;
    const x2 = a[l2++] as number;
    const x3 = a[l3++] as number;
    const y0 = b[m0++] as number;
    const y1 = b[m1++] as number;
    const y2 = b[m2++] as number;
    const y3 = b[m3++] as number;
    s00 += x0 * y0;
    s01 += x0 * y1;
    s02 += x0 * y2;
    s03 += x0 * y3;
    s10 += x1 * y0;
    s11 += x1 * y1;
    s12 += x1 * y2;
    s13 += x1 * y3;
    s20 += x2 * y0;
    s21 += x2 * y1;
    s22 += x2 * y2;
    s23 += x2 * y3;
    s30 += x3 * y0;
    s31 += x3 * y1;
    s32 += x3 * y2;
    s33 += x3 * y3;
  }
  const at = out.start + r * out.stride + c;
  subtractFour(out.values, at, s00, s01, s02, s03);
  subtractFour(out.values, at + out.stride, s10, s11, s12, s13);
  subtractFour(out.values, at + 2 * out.stride, s20, s21, s22, s23);
  subtractFour(out.values, at + 3 * out.stride, s30, s31, s32, s33);
}

function subtractFour(values: Float64Array, at: number, a: number, b: number, c: number, d: number): void {
  values[at] = (values[at] as number) - a;
  values[at + 1] = (values[at + 1] as number) - b;
  values[at + 2] = (values[at + 2] as number) - c;
  values[at + 3] = (values[at + 3] as number) - d;
}
