import fc from 'fast-check';
import { ParlourError } from '@parlour/wire';
import { expect, test } from 'vitest';
import { decodeTensors, encodeTensors, type Tensor } from './tensor-file.ts';

const shape = fc.array(fc.nat(5), { maxLength: 3 });
const tensor = shape.chain((sizes): fc.Arbitrary<Tensor> => {
  const length = sizes.reduce((count, size) => count * size, 1);
  const exact = { minLength: length, maxLength: length };
  return fc
    .oneof(
      fc
        .array(fc.float({ noNaN: true, noDefaultInfinity: true }), exact)
        .map((all) => Float32Array.from(all)),
      fc.array(fc.integer({ min: -128, max: 127 }), exact).map((all) => Int8Array.from(all)),
    )
    .map((values) => ({ shape: sizes, values }));
});
const name = fc.stringMatching(/^[a-z]{1,8}$/);
const file = fc.record({
  tensors: fc.dictionary(name, tensor, { maxKeys: 4 }),
  metadata: fc.dictionary(name, fc.string({ unit: 'grapheme', maxLength: 20 }), { maxKeys: 3 }),
});

test('what is written is read, and the same every time', () => {
  fc.assert(
    fc.property(file, (written) => {
      const bytes = encodeTensors(written);
      const { tensors, metadata } = decodeTensors(bytes);
      expect({ ...tensors }).toEqual({ ...written.tensors });
      expect({ ...metadata }).toEqual({ ...written.metadata });
      expect(encodeTensors({ tensors, metadata })).toEqual(bytes);
    }),
  );
});

test('whatever else is read is refused by name', () => {
  const whole = encodeTensors({
    metadata: { manifest: '{}' },
    tensors: {
      a: { shape: [2, 2], values: Float32Array.of(1, 2, 3, 4) },
      b: { shape: [3], values: Int8Array.of(1, 2, 3) },
    },
  });
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), fc.nat(9), (at, change, cut) => {
      const other = whole.slice(0, whole.length - cut);
      if (at < other.length) other[at] ^= change;
      try {
        const { tensors } = decodeTensors(other);
        for (const { values } of Object.values(tensors)) expect(values.every(Number.isFinite)).toBe(true);
        expect(cut).toBe(0);
      } catch (error) {
        expect((error as ParlourError).code).toBe('model/tensors-damaged');
      }
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['a number that is none', Float32Array.of(1, Number.NaN)],
  ['a number without end', Float32Array.of(Number.POSITIVE_INFINITY, 1)],
])('%s is refused', (_, values) => {
  const bytes = encodeTensors({ metadata: {}, tensors: { a: { shape: [2], values } } });
  expect(() => decodeTensors(bytes)).toThrow(ParlourError);
});

test('the layout is that of safetensors: length, JSON, numbers', () => {
  const bytes = encodeTensors({ metadata: {}, tensors: { a: { shape: [1], values: Float32Array.of(1) } } });
  const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  expect(JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)))).toEqual({
    __metadata__: {},
    a: { dtype: 'F32', shape: [1], data_offsets: [0, 4] },
  });
  expect([...bytes.subarray(8 + length)]).toEqual([0, 0, 0x80, 0x3f]);
});
