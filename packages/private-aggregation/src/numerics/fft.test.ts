import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ComplexArray, fft, inverseFft } from './fft.ts';

const complex = (re: readonly number[], im: readonly number[]): ComplexArray => ({
  re: Float64Array.from(re),
  im: Float64Array.from(im),
});

/** The definition, term by term. */
function plain({ re, im }: ComplexArray): ComplexArray {
  const n = re.length;
  const out = complex(Array(n).fill(0), Array(n).fill(0));
  for (let f = 0; f < n; f++) {
    for (let t = 0; t < n; t++) {
      const angle = (-2 * Math.PI * ((f * t) % n)) / n;
      const [r, i] = [re[t] as number, im[t] as number];
      out.re[f] = (out.re[f] as number) + r * Math.cos(angle) - i * Math.sin(angle);
      out.im[f] = (out.im[f] as number) + r * Math.sin(angle) + i * Math.cos(angle);
    }
  }
  return out;
}

const signal = fc.integer({ min: 0, max: 7 }).chain((bits) => {
  const values = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), {
    minLength: 2 ** bits,
    maxLength: 2 ** bits,
  });
  return fc.record({ re: values, im: values });
});

function distance(a: ComplexArray, b: ComplexArray): number {
  let most = 0;
  for (let i = 0; i < a.re.length; i++) {
    most = Math.max(most, Math.abs((a.re[i] as number) - (b.re[i] as number)));
    most = Math.max(most, Math.abs((a.im[i] as number) - (b.im[i] as number)));
  }
  return most;
}

describe('the Fourier transform', () => {
  test('is its definition', () => {
    fc.assert(
      fc.property(signal, ({ re, im }) => {
        const fast = complex(re, im);
        fft(fast);
        expect(distance(fast, plain(complex(re, im)))).toBeLessThan(1e-12);
      }),
    );
  });

  test('is undone by its inverse, also when long', () => {
    const n = 2 ** 16;
    const start = complex(
      Array.from({ length: n }, (_, i) => Math.sin(i * i)),
      Array.from({ length: n }, (_, i) => Math.cos(3 * i)),
    );
    const there = { re: start.re.slice(), im: start.im.slice() };
    fft(there);
    inverseFft(there);
    expect(distance(there, start)).toBeLessThan(1e-14);
  });

  test('keeps the energy (Parseval)', () => {
    fc.assert(
      fc.property(signal, ({ re, im }) => {
        const energy = ({ re: r, im: i }: ComplexArray) =>
          r.reduce((sum, x, k) => sum + x * x + (i[k] as number) ** 2, 0);
        const there = complex(re, im);
        const before = energy(there);
        fft(there);
        expect(energy(there) / re.length).toBeCloseTo(before, 10);
      }),
    );
  });

  test('turns a convolution into a product', () => {
    const [a, b] = [complex([1, 2, 3, 0], [0, 0, 0, 0]), complex([4, 0, 5, 0], [0, 0, 0, 0])];
    fft(a);
    fft(b);
    const product = complex(
      [...a.re].map((re, i) => re * (b.re[i] as number) - (a.im[i] as number) * (b.im[i] as number)),
      [...a.re].map((re, i) => re * (b.im[i] as number) + (a.im[i] as number) * (b.re[i] as number)),
    );
    inverseFft(product);
    expect([...product.re].map(Math.round)).toEqual([4 + 15, 8, 12 + 5, 10]);
  });

  test.each([0, 3, 12])('refuses a length of %d', (length) => {
    expect(() => fft(complex(Array(length).fill(0), Array(length).fill(0)))).toThrow(RangeError);
  });
});
