import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseLearned } from './choose-learned.ts';

const first = { mean: 0, se: 0 };
const of = (cases: number, ...others: { mean: number; se: number }[]) => ({
  cases,
  hits: [0, ...others.map(() => 0)],
  difference: [first, ...others],
});

test('the first stays, unless another is better by more than two standard errors', () => {
  expect(chooseLearned(of(20, { mean: 0.1, se: 0.051 }))).toBe(0);
  expect(chooseLearned(of(20, { mean: 0.1, se: 0.049 }))).toBe(1);
  expect(chooseLearned(of(20, { mean: -0.1, se: 0 }))).toBe(0);
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 1, noNaN: true }), fc.boolean(), (se, isClear) => {
      const mean = se * (isClear ? 2.01 : 1.99);
      expect(chooseLearned(of(20, { mean, se }))).toBe(isClear ? 1 : 0);
    }),
  );
});

test('of several that are clearly better, it is the best; of few cases none is', () => {
  const others = [
    { mean: 0.2, se: 0.01 },
    { mean: 0.5, se: 0.3 },
    { mean: 0.3, se: 0.1 },
  ];
  expect(chooseLearned(of(8, ...others))).toBe(3);
  expect(chooseLearned(of(7, ...others))).toBe(0);
});
