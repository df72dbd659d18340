/**
 * The `count` rows of highest score among those allowed and scored above `above`, best first, of equal scores the lower
 * row first. A heap of `count` entries, so it takes about one comparison a row.
 */
export function bestRows(
  scores: Float32Array | Float64Array,
  allowed: Uint8Array | undefined,
  count: number,
  above = Number.NEGATIVE_INFINITY,
): Int32Array {
  const heap = new Int32Array(count);
  let used = 0;
  let threshold = above;
  for (
    let row = nextAbove(scores, 0, threshold);
    row < scores.length;
    row = nextAbove(scores, row + 1, threshold)
  ) {
    if (allowed !== undefined && allowed[row] === 0) continue;
    if (used < count) {
      heap[used] = row;
      used += 1;
      if (used === count) {
        for (let at = (count >> 1) - 1; at >= 0; at -= 1) sink(heap, scores, at, count);
        threshold = scores[heap[0]];
      }
    } else if (count > 0) {
      heap[0] = row;
      sink(heap, scores, 0, count);
      threshold = scores[heap[0]];
    }
  }
  return heap.subarray(0, used).sort((left, right) => scores[right] - scores[left] || left - right);
}

/** The first row from `from` on whose score is above a threshold, or the number of rows: most of the time goes by here. */
function nextAbove(scores: Float32Array | Float64Array, from: number, threshold: number): number {
  const end = scores.length;
  let row = from;
  while (row < end && !(scores[row] > threshold)) row += 1;
  return row;
}

/** Restores the heap whose least score is on top; of equal scores the higher row is less. */
function sink(heap: Int32Array, scores: Float32Array | Float64Array, from: number, size: number): void {
  const row = heap[from];
  const score = scores[row];
  let at = from;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= size) break;
    if (
      child + 1 < size &&
      isLess(scores[heap[child + 1]], heap[child + 1], scores[heap[child]], heap[child])
    ) {
      child += 1;
    }
    const lesser = heap[child];
    if (!isLess(scores[lesser], lesser, score, row)) break;
    heap[at] = lesser;
    at = child;
  }
  heap[at] = row;
}

function isLess(score: number, row: number, other: number, otherRow: number): boolean {
  return score < other || (score === other && row > otherRow);
}
