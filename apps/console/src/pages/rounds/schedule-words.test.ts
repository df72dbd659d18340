import { expect, test } from 'vitest';
import { timesWords } from './schedule-words.ts';

test.each([
  [1, 'every 1 minute'],
  [45, 'every 45 minutes'],
  [60, 'every hour'],
  [180, 'every 3 hours'],
  [1440, 'every day'],
  [10_080, 'every 7 days'],
])('%i minutes are %s', (minutes, words) => {
  expect(timesWords({ kind: 'interval', minutes })).toBe(words);
});

test('crontab stays as it was written', () => {
  expect(timesWords({ kind: 'cron', expression: '30 4 * * 1' })).toBe('30 4 * * 1');
});
