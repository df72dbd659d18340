import { expect, test } from 'vitest';
import { axisNames, shortQuery } from './query-names.ts';

const [one, other] = ['c5aa69cf1e9aa9c094e0360124ef4e36', '8ffc1111d91563f94bf7ef1da61ffe62'];

test('queries are called so that they are told apart, and no longer', () => {
  expect(shortQuery(`moments/${one}`)).toBe('moments/c5aa69cf');
  expect(shortQuery('All together')).toBe('All together');
  expect(axisNames([`moments/${one}`, `popularity/${other}`, 'All together'])).toEqual([
    'moments',
    'popularity',
    'All together',
  ]);
  expect(axisNames([`clusters/${one}`, `clusters/${other}`])).toEqual([
    'clusters/c5aa69cf',
    'clusters/8ffc1111',
  ]);
});
