import { expect, test } from 'vitest';
import { chance, epsilonText, oddsOf } from './odds.ts';

test('odds and epsilons never say less than is', () => {
  expect(oddsOf(0)).toBe('1.0');
  expect(oddsOf(1)).toBe('2.8');
  expect(oddsOf(4)).toBe('55');
  expect(oddsOf(8)).toBe('2,981');
  expect(epsilonText(1.231)).toBe('1.24');
  for (let epsilon = 0; epsilon < 9; epsilon += 0.037) {
    expect(Number(oddsOf(epsilon).replace(',', ''))).toBeGreaterThanOrEqual(Math.exp(epsilon));
    expect(Number(epsilonText(epsilon))).toBeGreaterThanOrEqual(epsilon - 1e-12);
  }
});

test('a small chance is said as one in so many', () => {
  expect(chance(1e-6)).toBe('one in 1,000,000');
});
