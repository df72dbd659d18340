/** So many different magnitudes are kept of a row. */
export const mostMagnitudes = 8;

const rounds = 4;
/** Where the search begins, for rows of more than eight. */
const seeds = [10, 22, 36, 52, 70, 88, 108, 127];

const counts = new Uint16Array(129);
const indexOf = new Uint8Array(129);

/**
 * The magnitudes that are kept of some bytes, ascending, and for each of their own magnitudes (0 is left out) the index of the nearest; the latter is only valid until
 * the next call. Eight or fewer are kept as they are; of more, the means that they gather around (k-means, Lloyd 1982), rounded.
 */
export function fewMagnitudes(values: Int8Array): {
  readonly magnitudes: readonly number[];
  readonly indexOf: Uint8Array;
} {
  counts.fill(0);
  for (let at = 0; at < values.length; at += 1) counts[Math.abs(values[at])] += 1;
  const distinct: number[] = [];
  for (let magnitude = 1; magnitude < counts.length; magnitude += 1)
    if (counts[magnitude] > 0) distinct.push(magnitude);
  if (distinct.length <= mostMagnitudes) {
    for (const [index, magnitude] of distinct.entries()) indexOf[magnitude] = index;
    return { magnitudes: distinct, indexOf };
  }
  let means = seeds;
  for (let round = 0; round < rounds; round += 1) {
    assign(distinct, means);
    means = centred(distinct, means);
  }
  const magnitudes = means.map(Math.round);
  assign(distinct, magnitudes);
  return { magnitudes, indexOf };
}

/** Both ascend, so that the nearest never goes back. */
function assign(distinct: readonly number[], means: readonly number[]): void {
  let index = 0;
  for (const magnitude of distinct) {
    while (
      index + 1 < means.length &&
      Math.abs(means[index + 1] - magnitude) < Math.abs(means[index] - magnitude)
    )
      index += 1;
    indexOf[magnitude] = index;
  }
}

/** The mean of what belongs to each; one to which nothing belongs stays. */
function centred(distinct: readonly number[], means: readonly number[]): number[] {
  const sums = means.map(() => 0);
  const weights = means.map(() => 0);
  for (const magnitude of distinct) {
    const index = indexOf[magnitude];
    sums[index] += magnitude * counts[magnitude];
    weights[index] += counts[magnitude];
  }
  return means.map((mean, index) => (weights[index] > 0 ? sums[index] / weights[index] : mean));
}
