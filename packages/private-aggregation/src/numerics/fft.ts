/** Complex numbers as two arrays of equal, power-of-two length. */
export interface ComplexArray {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/**
 * In-place forward discrete Fourier transform, X[f] = sum over t of x[t] e^(-2 pi i f t / n), n a power of two.
 *
 * Radix-2 decimation in time (Cooley & Tukey 1965) with every twiddle factor computed directly, so that the error grows
 * as log n: the relative error in the 2-norm is below 2^-52 log2 n (Higham, "Accuracy and Stability", theorem 24.2).
 */
export function fft({ re, im }: ComplexArray): void {
  const n = re.length;
  if (n !== im.length || n === 0 || (n & (n - 1)) !== 0) throw new RangeError('fft: not a power of two');
  reverseBits(re, im);
  const twiddles = { re: new Float64Array(n >> 1), im: new Float64Array(n >> 1) };
  for (let k = 0; k < n >> 1; k++) {
    twiddles.re[k] = Math.cos((2 * Math.PI * k) / n);
    twiddles.im[k] = -Math.sin((2 * Math.PI * k) / n);
  }
  transform({ re, im }, twiddles, 0, n);
}

/** Halves that fit into a cache are done to their end before the next is touched. */
const cached = 2 ** 12;

function transform(data: ComplexArray, twiddles: ComplexArray, start: number, n: number): void {
  if (n > cached) {
    transform(data, twiddles, start, n >> 1);
    transform(data, twiddles, start + (n >> 1), n >> 1);
    butterflies(data, twiddles, start, n >> 1);
    return;
  }
  for (let half = 1; half < n; half <<= 1) {
    for (let block = start; block < start + n; block += 2 * half) butterflies(data, twiddles, block, half);
  }
}

/** Two transforms of length `half`, one after the other from `start`, made into one. */
function butterflies({ re, im }: ComplexArray, twiddles: ComplexArray, start: number, half: number): void {
  const stride = twiddles.re.length / half;
  for (let k = 0; k < half; k++) {
    const i = start + k;
    const j = i + half;
    const wr = twiddles.re[k * stride] as number;
    const wi = twiddles.im[k * stride] as number;
    const xr = (re[j] as number) * wr - (im[j] as number) * wi;
    const xi = (re[j] as number) * wi + (im[j] as number) * wr;
    re[j] = (re[i] as number) - xr;
    im[j] = (im[i] as number) - xi;
    re[i] = (re[i] as number) + xr;
    im[i] = (im[i] as number) + xi;
  }
}

/** In-place inverse of `fft`. */
export function inverseFft({ re, im }: ComplexArray): void {
  fft({ re: im, im: re });
  for (let i = 0; i < re.length; i++) {
    re[i] = (re[i] as number) / re.length;
    im[i] = (im[i] as number) / re.length;
  }
}

function reverseBits(re: Float64Array, im: Float64Array): void {
  for (let i = 1, j = 0; i < re.length; i++) {
    let bit = re.length >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i >= j) continue;
    const [r, m] = [re[i] as number, im[i] as number];
    re[i] = re[j] as number;
    im[i] = im[j] as number;
    re[j] = r;
    im[j] = m;
  }
}
