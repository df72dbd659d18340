import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { BitReader, BitWriter } from './bits.ts';

const seed = Number(process.env['PARLOUR_SEED'] ?? Date.now() % 2 ** 31);
const numbers = fc.array(
  fc.oneof(
    fc
      .integer({ min: 0, max: 24 })
      .chain((bits) => fc.record({ bits: fc.constant(bits), value: fc.nat(2 ** bits - 1) })),
    fc.record({ ones: fc.nat(100) }),
  ),
);

test('numbers of any width are read again, and nothing after them', () => {
  fc.assert(
    fc.property(numbers, (all) => {
      const writer = new BitWriter();
      for (const each of all) {
        if ('ones' in each) writer.unary(each.ones);
        else writer.write(each.value, each.bits);
      }
      const bytes = writer.bytes();
      const reader = new BitReader(bytes);
      for (const each of all)
        expect('ones' in each ? reader.unary(100) : reader.read(each.bits)).toBe(
          'ones' in each ? each.ones : each.value,
        );
      expect(reader.isDone()).toBe(true);
      expect(() => reader.read(9)).toThrow(RangeError);
      if (bytes.length > 0) expect(new BitReader(bytes).isDone()).toBe(false);
    }),
    { seed, numRuns: 300 },
  );
});

test('more ones than there may be are refused', () => {
  const writer = new BitWriter();
  writer.unary(40);
  expect(() => new BitReader(writer.bytes()).unary(39)).toThrow(RangeError);
  expect(() => new BitReader(new Uint8Array(2).fill(0xff)).unary(100)).toThrow(RangeError);
});
