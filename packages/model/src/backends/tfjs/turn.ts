/**
 * TensorFlow.js keeps one current backend for the whole thread. Work that takes its turn here finds its own backend
 * current from its first to its last tensor.
 */
let last: Promise<unknown> = Promise.resolve();

export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = last.then(work, work);
  last = mine.catch(() => undefined);
  return mine;
}
