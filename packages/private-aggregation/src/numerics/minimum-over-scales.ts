const shrink = (Math.sqrt(5) - 1) / 2;

/**
 * Where over 1e-6 <= t <= 1e10 a function that first falls and then rises is least: golden-section search on ln t (Kiefer
 * 1953), to about 1e-4 relative.
 */
export function minimumOverScales(f: (t: number) => number): { at: number; value: number } {
  let low = Math.log(1e-6);
  let high = Math.log(1e10);
  const at = (x: number) => f(Math.exp(x));
  let left = high - shrink * (high - low);
  let right = low + shrink * (high - low);
  let [fLeft, fRight] = [at(left), at(right)];
  while (high - low > 1e-4) {
    if (fLeft <= fRight) {
      [high, right, fRight] = [right, left, fLeft];
      left = high - shrink * (high - low);
      fLeft = at(left);
    } else {
      [low, left, fLeft] = [left, right, fRight];
      right = low + shrink * (high - low);
      fRight = at(right);
    }
  }
  return { at: Math.exp(left), value: fLeft };
}
