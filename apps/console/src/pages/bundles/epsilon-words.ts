/** An epsilon with as many digits as tell something: 0.98, 3.2, 41. Rounded up, never down. */
export function epsilonWords(epsilon: number): string {
  if (epsilon === 0) return '0';
  const digits = epsilon < 10 ? 2 : epsilon < 100 ? 1 : 0;
  const step = 10 ** digits;
  return (Math.ceil(epsilon * step - 1e-9) / step).toFixed(digits);
}
