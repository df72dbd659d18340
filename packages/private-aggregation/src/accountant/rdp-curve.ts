/**
 * Rényi differential privacy of something, at several orders: for each i, the Rényi divergence of order `orders[i]` (> 1)
 * between its outputs with and without one person is at most `values[i]` (nats, >= 0). Mironov 2017, definition 4.
 */
export interface RdpCurve {
  readonly orders: readonly number[];
  readonly values: readonly number[];
}

/** The same mechanism `times` times. Rényi divergences add (Mironov 2017, proposition 1). */
export function repeatCurve({ orders, values }: RdpCurve, times: number): RdpCurve {
  return { orders, values: values.map((value) => value * times) };
}

/** Both mechanisms, one after the other, even if the second was chosen after seeing the first; equal orders. */
export function addCurves(a: RdpCurve, b: RdpCurve): RdpCurve {
  if (a.orders.length !== b.orders.length || a.orders.some((order, i) => order !== b.orders[i])) {
    throw new RangeError('Rényi curves of different orders cannot be added.');
  }
  return { orders: a.orders, values: a.values.map((value, i) => value + (b.values[i] as number)) };
}
