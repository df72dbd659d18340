import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { levelsOf, rowProduct, rowProducts } from '../row-products.ts';
import { plainRowSums } from './plain-row-sums.ts';
import { chunkRows, rowLength, type RowSums } from './row-sums.ts';
import { simdModule } from './simd-module.ts';
import { simdRowSums } from './simd-row-sums.ts';

const seed = Number(process.env['PARLOUR_SEED'] ?? Date.now() % 2 ** 31);
const level = fc.oneof(fc.integer({ min: -32_767, max: 32_767 }), fc.constantFrom(-32_767, 0, 32_767));
const byte = fc.oneof(fc.integer({ min: -128, max: 127 }), fc.constantFrom(-128, 127));
const vectors = fc.array(level, { minLength: rowLength, maxLength: rowLength, size: 'max' });
const somes = fc.array(byte, { minLength: rowLength, maxLength: 9 * rowLength, size: 'max' });

/** Numbers beyond 2^53 do not occur: 64 * 128 * 32,767 is below 2^29. */
function slowSum(rows: Int8Array, levels: readonly number[], row: number): number {
  return levels.reduce((sum, value, i) => sum + value * rows[row * rowLength + i], 0);
}

describe.each([
  ['plain arithmetic', plainRowSums],
  ['vectors', simdRowSums],
] as const)('sums in %s', (_, make: () => RowSums) => {
  it('are those of adding up', () => {
    const kernel = make();
    fc.assert(
      fc.property(vectors, somes, (levels, values) => {
        const count = Math.floor(values.length / rowLength);
        kernel.levels.set(levels);
        kernel.rows.set(values.slice(0, count * rowLength));
        kernel.multiply(count);
        for (let row = 0; row < count; row += 1) {
          expect(kernel.sums[row]).toBe(slowSum(kernel.rows, levels, row));
        }
      }),
      { seed, numRuns: 200 },
    );
  });

  it('hold for the largest numbers, in every row of a chunk', () => {
    const kernel = make();
    kernel.levels.fill(-32_767);
    kernel.rows.fill(-128);
    kernel.multiply(chunkRows);
    expect(kernel.sums).toEqual(new Int32Array(chunkRows).fill(rowLength * 32_767 * 128));
  });
});

describe('products', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  const rows = 2 * chunkRows + 7;
  /** Where in its buffer, in bytes, the rows begin: at no whole word. */
  const start = 3;
  const bytes = new Int8Array(new ArrayBuffer(start + rows * rowLength), start);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = Math.imul(at, 0x9e3779b1) >>> 24;
  const scales = Float32Array.from({ length: rows }, (_, row) => 1 / (row + 1));
  const vector = levelsOf(Float64Array.from({ length: rowLength }, (_, i) => Math.sin(i)));

  it('of all rows are those of single ones, wherever the rows lie', () => {
    const products = rowProducts(bytes, scales, vector);
    for (let row = 0; row < rows; row += 1) {
      expect(products[row]).toBe(rowProduct(bytes, scales, vector, row));
    }
  });

  it('are the same where there is no WebAssembly', async () => {
    const expected = rowProducts(bytes, scales, vector);
    vi.stubGlobal('WebAssembly', undefined);
    vi.resetModules();
    const without = await import('../row-products.ts');
    expect(without.rowProducts(bytes, scales, vector)).toEqual(expected);
  });

  it('of a vector that is next to nothing are nothing', () => {
    const tiny = levelsOf(Float64Array.from({ length: rowLength }, () => 1e-319));
    expect(rowProducts(bytes, scales, tiny).every((product) => product === 0)).toBe(true);
  });

  it('need a module that engines take, of less than a thousand bytes', () => {
    const module = simdModule(128, 65_536, 131_072);
    expect(WebAssembly.validate(module)).toBe(true);
    expect(module.length).toBeLessThan(1_000);
  });
});
