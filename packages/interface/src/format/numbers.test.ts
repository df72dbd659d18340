import { expect, test } from 'vitest';
import { bytes, counted, milliseconds, runtime } from './numbers.ts';

test('numbers as people read them', () => {
  expect(counted(1, 'title')).toBe('1 title');
  expect(counted(12_345, 'entry', 'entries')).toBe('12,345 entries');
  expect([45, 60, 135].map(runtime)).toEqual(['45 min', '1 h', '2 h 15 min']);
  expect([12, 1500, 18_300_000].map(bytes)).toEqual(['12 bytes', '1.5 kB', '18.3 MB']);
  expect([3.94, 402, 12_345].map(milliseconds)).toEqual(['3.9 ms', '402 ms', '12.3 s']);
});
