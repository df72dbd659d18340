/** Counts that are thought possible, from a fiftieth of the noise to the greatest that was told or that can be, evenly by their logarithm; and none. */
const supports = 48;
const passes = 60;

/**
 * What each of many counts most likely is, by how all of them lie: their distribution is found by maximum likelihood from what was told of
 * them, the noise being normal and known (Kiefer & Wolfowitz 1956; by expectation and maximisation as in Laird 1978, over a grid), and each
 * becomes its posterior mean. Never below 0, and in the order that they were told in: what is one of many that noise alone
 * would make comes near to what those have on average.
 * @param noises standard deviation of each, above 0.
 * @param most that any of them can be.
 */
export function likelyCounts(
  told: ArrayLike<number>,
  noises: ArrayLike<number>,
  most = Number.POSITIVE_INFINITY,
): Float64Array {
  if (told.length === 0) return new Float64Array();
  const smallest = Array.from(noises).reduce((least, noise) => Math.min(least, noise));
  const loudest = Array.from(told).reduce((greatest, count) => Math.max(greatest, count), smallest) * 1.05;
  const greatest = Math.min(most, loudest);
  const least = Math.min(smallest, greatest) / 50;
  const grid = Float64Array.from({ length: supports + 1 }, (_, place) =>
    place === 0 ? 0 : least * (greatest / least) ** ((place - 1) / (supports - 1)),
  );
  const shares = new Float64Array(grid.length).fill(1 / grid.length);
  const likelihood = new Float64Array(told.length * grid.length);
  for (let i = 0; i < told.length; i++) {
    // Told far below zero is as likely of each as of none, but for what is lost to underflow.
    const nearest = Math.max(0, -told[i]);
    for (let place = 0; place < grid.length; place++) {
      const exponent = ((told[i] - grid[place]) ** 2 - nearest ** 2) / (2 * noises[i] ** 2);
      likelihood[i * grid.length + place] = Math.exp(-exponent);
    }
  }
  const posterior = new Float64Array(grid.length);
  const weigh = (i: number) => {
    let sum = 0;
    for (let place = 0; place < grid.length; place++)
      sum += posterior[place] = shares[place] * likelihood[i * grid.length + place];
    return sum;
  };
  const found = new Float64Array(grid.length);
  for (let pass = 0; pass < passes; pass++) {
    found.fill(0);
    for (let i = 0; i < told.length; i++) {
      const sum = weigh(i);
      if (sum > 0) for (let place = 0; place < grid.length; place++) found[place] += posterior[place] / sum;
    }
    for (let place = 0; place < grid.length; place++) shares[place] = found[place] / told.length;
  }
  return Float64Array.from(told, (count, i) => {
    const sum = weigh(i);
    if (!(sum > 0)) return Math.max(0, count);
    return grid.reduce((mean, value, place) => mean + (posterior[place] / sum) * value, 0);
  });
}
