/**
 * The allowed items of highest score above 0, best first, at most `count`; of equal scores the lower item first. A heap of
 * `count`, its worst on top: most items cost one comparison.
 */
export function bestItems(
  scores: Float32Array,
  isAllowed: (item: number) => boolean,
  count: number,
): Int32Array {
  const heap = new Int32Array(count);
  let size = 0;
  const isWorse = (a: number, b: number) => {
    const [left, right] = [scores[a] as number, scores[b] as number];
    return left < right || (left === right && a > b);
  };
  const sink = (from: number) => {
    let at = from;
    for (;;) {
      let worst = at;
      for (const child of [2 * at + 1, 2 * at + 2])
        if (child < size && isWorse(heap[child] as number, heap[worst] as number)) worst = child;
      if (worst === at) return;
      [heap[at], heap[worst]] = [heap[worst] as number, heap[at] as number];
      at = worst;
    }
  };
  for (let item = 0; item < scores.length; item++) {
    const score = scores[item] as number;
    if (!(score > 0)) continue;
    if (size === count) {
      if (!(score > (scores[heap[0] as number] as number)) || !isAllowed(item)) continue;
      heap[0] = item;
      sink(0);
    } else if (isAllowed(item)) {
      heap[size++] = item;
      if (size === count) for (let at = count >> 1; at >= 0; at--) sink(at);
    }
  }
  return heap.slice(0, size).sort((a, b) => (isWorse(b, a) ? -1 : 1));
}
