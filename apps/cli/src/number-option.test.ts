import { Command } from 'commander';
import { expect, test } from 'vitest';
import { numberOption } from './number-option.ts';

const given = (...args: string[]): unknown =>
  new Command()
    .addOption(numberOption('--rate <rate>', 'a rate').default(0.1))
    .parse(args, { from: 'user' })
    .opts().rate;

test.each([
  ['0.25', 0.25],
  ['1e-5', 1e-5],
  ['-3', -3],
  ['0', 0],
])('%s is a number', (text, number) => {
  expect(given('--rate', text)).toBe(number);
});

test.each(['', ' ', 'many', '1,5', '3 4'])('%j is none, least of all zero', (text) => {
  expect(given('--rate', text)).toBeNaN();
});

test('the default is taken only where the option is left out', () => {
  expect(given()).toBe(0.1);
});
