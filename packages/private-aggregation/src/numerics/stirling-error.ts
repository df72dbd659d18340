const exactUpTo = 20;

/** ln n! for n = 0..20, from exact factorials. */
const smallLogFactorials = (() => {
  const logs = [0];
  let factorial = 1n;
  for (let n = 1; n <= exactUpTo; n++) {
    factorial *= BigInt(n);
    logs.push(Math.log(Number(factorial)));
  }
  return logs;
})();

const stirling = (n: number) => (n + 0.5) * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI);

/**
 * ln n! minus Stirling's approximation (n + 1/2) ln n - n + ln(2 pi)/2, for whole n >= 1.
 *
 * Kept apart from the large part so that probabilities made of many factorials lose no digits to it.
 * Source: Loader, "Fast and accurate computation of binomial probabilities" (2000), section 3; the series is de Moivre's.
 * Relative error below 1e-13.
 */
export function stirlingError(n: number): number {
  if (n <= exactUpTo) return (smallLogFactorials[n] as number) - stirling(n);
  const s = 1 / (n * n);
  return (1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s / 1188)))) / n;
}

/** ln n! for whole n >= 0. Relative error about 1e-16. */
export function logFactorial(n: number): number {
  return n <= exactUpTo ? (smallLogFactorials[n] as number) : stirling(n) + stirlingError(n);
}

/** ln C(n, k) for whole 0 <= k <= n. */
export function logBinomial(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}
