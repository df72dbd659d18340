import { expect, test } from 'vitest';
import { checkKdfCost, FULL_COST, isReduced, REDUCED_COST } from './kdf-cost.ts';

const MIB = 2 ** 20;

test('what Parlour writes is what Parlour accepts', () => {
  expect(FULL_COST).toEqual({ opsLimit: 3, memLimit: 256 * MIB });
  expect(REDUCED_COST).toEqual({ opsLimit: 12, memLimit: 64 * MIB });
  for (const cost of [FULL_COST, REDUCED_COST, { opsLimit: 4, memLimit: 512 * MIB }]) {
    expect(() => {
      checkKdfCost(cost);
    }).not.toThrow();
  }
  expect([isReduced(FULL_COST), isReduced(REDUCED_COST)]).toEqual([false, true]);
});

test.each([
  { opsLimit: 2, memLimit: 256 * MIB },
  { opsLimit: 3, memLimit: 256 * MIB - 1 },
  { opsLimit: 11, memLimit: 64 * MIB },
  { opsLimit: 48, memLimit: 16 * MIB },
  { opsLimit: 1, memLimit: 1024 * MIB },
  { opsLimit: 0, memLimit: 0 },
])('refuses $opsLimit passes over $memLimit bytes as weakened', (cost) => {
  expect(() => {
    checkKdfCost(cost);
  }).toThrow(expect.objectContaining({ code: 'vault/weakened-kdf' }));
});

test.each([
  { opsLimit: 3, memLimit: 4096 * MIB },
  { opsLimit: 100_000, memLimit: 64 * MIB },
])('refuses $opsLimit passes over $memLimit bytes, which would hang', (cost) => {
  expect(() => {
    checkKdfCost(cost);
  }).toThrow(expect.objectContaining({ code: 'vault/damaged-header' }));
});
