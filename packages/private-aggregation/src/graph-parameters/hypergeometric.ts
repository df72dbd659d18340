import { stirlingError } from '../numerics/stirling-error.ts';

/** A population of `size`, of which `marked` are marked, from which `drawn` are drawn without putting back. */
export interface Hypergeometric {
  readonly size: number;
  readonly marked: number;
  readonly drawn: number;
}

/** x ln(x/m) + m - x without cancellation near x = m (Loader 2000, section 4, "bd0"). */
function deviance(x: number, m: number): number {
  if (x === 0) return m;
  const v = (x - m) / (x + m);
  if (Math.abs(v) >= 0.1) return x * Math.log(x / m) + m - x;
  let sum = (x - m) * v;
  let power = 2 * x * v;
  for (let j = 3; ; j += 2) {
    power *= v * v;
    const next = sum + power / j;
    if (next === sum) return sum;
    sum = next;
  }
}

/** ln P[Binomial(n, p) = x], by Loader's saddle-point expansion; q = 1 - p. */
function logBinomialMass(x: number, n: number, p: number, q: number): number {
  if (x === 0) return n === 0 ? 0 : n * (p < 0.1 ? Math.log1p(-p) : Math.log(q));
  if (x === n) return n * (q < 0.1 ? Math.log1p(-q) : Math.log(p));
  const errors = stirlingError(n) - stirlingError(x) - stirlingError(n - x);
  const deviances = deviance(x, n * p) + deviance(n - x, n * q);
  return errors - deviances + 0.5 * Math.log(n / (2 * Math.PI * x * (n - x)));
}

/**
 * ln P[H = x]: exactly x of those drawn are marked; -Infinity where it cannot be. Error of the probability about 1e-13 relative.
 *
 * As a ratio of three binomial probabilities with p = drawn/size. Source: Loader, "Fast and accurate computation of
 * binomial probabilities" (2000).
 */
export function logMass({ size, marked, drawn }: Hypergeometric, x: number): number {
  const unmarked = size - marked;
  if (x < 0 || x > drawn || x > marked || drawn - x > unmarked) return Number.NEGATIVE_INFINITY;
  if (drawn === 0 || drawn === size) return 0;
  const p = drawn / size;
  const q = (size - drawn) / size;
  return (
    logBinomialMass(x, marked, p, q) +
    logBinomialMass(drawn - x, unmarked, p, q) -
    logBinomialMass(drawn, size, p, q)
  );
}

/** P[H > x]. Summed outward from its largest term, so that tiny tails keep their digits. */
export function upperTail(h: Hypergeometric, x: number): number {
  const { size, marked, drawn } = h;
  const lowest = Math.max(0, drawn - (size - marked));
  if (x < lowest) return 1;
  if (x + 1 <= (drawn * marked) / size) return 1 - lowerTail(h, x + 1);
  let term = Math.exp(logMass(h, x + 1));
  let sum = term;
  for (let t = x + 1; term > sum * 1e-18; t++) {
    term *= ((marked - t) * (drawn - t)) / ((t + 1) * (size - marked - drawn + t + 1));
    sum += term;
  }
  return sum;
}

/** P[H < x]: the marked and the unmarked change places. */
export function lowerTail({ size, marked, drawn }: Hypergeometric, x: number): number {
  return upperTail({ size, marked: size - marked, drawn }, drawn - x);
}
