import { expect, it } from 'vitest';
import { readLogInReturn } from './log-in-return.ts';

it('is a code of 128 bits or the code of a problem, and nothing else', () => {
  expect(readLogInReturn(`#admission=${'0f'.repeat(16)}`)).toEqual({ code: '0f'.repeat(16) });
  expect(readLogInReturn('#problem=log-in/refused')).toEqual({ problem: 'log-in/refused' });
  for (const hash of [
    '',
    '#',
    '#admission=',
    `#admission=${'0f'.repeat(17)}`,
    '#problem=<b>',
    '#problem=a',
    '#x=y/z',
  ])
    expect(readLogInReturn(hash), hash).toBeUndefined();
});
