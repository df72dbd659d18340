import { ParlourError } from '@parlour/wire';

/** A refused request to the accountant; codes `accountant/bad-input` and `accountant/unsupported`. */
export function accountantError(
  what: 'bad-input' | 'unsupported',
  message: string,
  mend: string,
): ParlourError {
  return new ParlourError(`accountant/${what}`, {
    message,
    meaning: 'No epsilon was computed, so nothing is promised.',
    mend,
  });
}

/** @throws ParlourError `accountant/bad-input` unless lowest <= value <= highest (or lowest < value, where `open`). */
export function checkRange(
  name: string,
  value: number,
  [lowest, highest]: readonly [number, number],
  kind: 'real' | 'whole' | 'open' = 'real',
): void {
  const inside = kind === 'open' ? value > lowest && value < highest : value >= lowest && value <= highest;
  if (inside && (kind !== 'whole' || Number.isInteger(value))) return;
  throw accountantError(
    'bad-input',
    `The ${name} is ${value}.`,
    `Give a ${kind === 'whole' ? 'whole number' : 'number'} ${kind === 'open' ? 'between' : 'from'} ${lowest} ${kind === 'open' ? 'and' : 'to'} ${highest}.`,
  );
}
