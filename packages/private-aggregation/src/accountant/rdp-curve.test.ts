import { expect, test } from 'vitest';
import { addCurves, repeatCurve } from './rdp-curve.ts';

const curve = { orders: [2, 3], values: [0.1, 0.25] };

test('Rényi curves add, order by order', () => {
  expect(addCurves(curve, { orders: [2, 3], values: [1, 2] })).toEqual({
    orders: [2, 3],
    values: [1.1, 2.25],
  });
  expect(repeatCurve(curve, 4)).toEqual({ orders: [2, 3], values: [0.4, 1] });
  expect(repeatCurve(curve, 2)).toEqual(addCurves(curve, curve));
});

test('curves of different orders are not added', () => {
  expect(() => addCurves(curve, { orders: [2, 4], values: [1, 2] })).toThrow(RangeError);
  expect(() => addCurves(curve, { orders: [2], values: [1] })).toThrow(RangeError);
});
