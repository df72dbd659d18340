import { accountantError } from './accountant-error.ts';

/** 1.1 to 10.9 by 0.1, 11 to 63, 128, 256, 512, 1024: customary for the Gaussian mechanism. */
export const gaussianOrders: readonly number[] = [
  ...Array.from({ length: 99 }, (_, i) => (11 + i) / 10),
  ...Array.from({ length: 53 }, (_, i) => 11 + i),
  128,
  256,
  512,
  1024,
];

/** 2 to 128, and 256: the bounds on the Skellam mechanism are proved for whole orders only. */
export const skellamOrders: readonly number[] = [...Array.from({ length: 127 }, (_, i) => 2 + i), 256];

const largestOrder = 100_000;

/** @throws ParlourError `accountant/bad-input` unless there is an order and all are from 1.01 to 100,000. */
export function checkOrders(orders: readonly number[]): void {
  const bad = orders.find((order) => !(order >= 1.01 && order <= largestOrder));
  if (orders.length > 0 && bad === undefined) return;
  throw accountantError(
    'bad-input',
    bad === undefined ? 'There is no Rényi order.' : `${bad} is not a Rényi order that can be used here.`,
    `Give orders from 1.01 to ${largestOrder}.`,
  );
}
