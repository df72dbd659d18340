/** So many whole numbers that all threads see without a copy. */
export const sharedIntegers = (length: number): Int32Array =>
  new Int32Array(new SharedArrayBuffer(4 * length));
