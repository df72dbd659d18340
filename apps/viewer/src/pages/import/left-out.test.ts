import { expect, test } from 'vitest';
import { leftOut } from './left-out.ts';

test('what is left out is told with its reason', () => {
  expect(leftOut([])).toBeUndefined();
  expect(leftOut([{ reason: 'Trailers and previews', rows: 12 }])).toBe(
    '12 rows left out: trailers and previews',
  );
  expect(
    leftOut([
      { reason: 'Trailers and previews', rows: 1200 },
      { reason: 'Watched for less than a minute', rows: 1 },
    ]),
  ).toBe('1,201 rows left out: trailers and previews (1,200), watched for less than a minute (1)');
});
