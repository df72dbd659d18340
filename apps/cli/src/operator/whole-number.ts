import { InvalidArgumentError } from 'commander';

/** A whole number from 1, as an option gives it. */
export function wholeNumber(text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new InvalidArgumentError('It is no whole number from 1.');
}
