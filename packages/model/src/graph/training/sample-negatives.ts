/**
 * Draws rows, each once: half by the square root of `counts` (Mikolov et al. 2013 damp popularity alike), half uniformly.
 * Gives fewer where there are fewer.
 */
export function negativeSampler(counts: Float64Array): (count: number, random: () => number) => Int32Array {
  const sums = new Float64Array(counts.length);
  let total = 0;
  counts.forEach((count, row) => {
    total += Math.sqrt(count);
    sums[row] = total;
  });
  const byCount = (random: () => number): number => {
    const target = random() * total;
    let low = 0;
    let high = sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle] > target) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  return (count, random) => {
    const drawn = new Set<number>();
    for (let i = 0; i < count; i++) {
      const uniform = total === 0 || i % 2 === 1;
      drawn.add(uniform ? Math.floor(random() * counts.length) : byCount(random));
    }
    return Int32Array.from(drawn);
  };
}
