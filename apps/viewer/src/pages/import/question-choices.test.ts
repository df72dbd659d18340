import { expect, test } from 'vitest';
import { questionChoices, readAs } from './question-choices.ts';

test('dates are shown as each order reads them', () => {
  expect(readAs('03/04/2021', 'dmy')).toBe('03/04/2021 is April 3, 2021');
  expect(readAs('3.4.21', 'mdy')).toBe('3.4.21 is March 4, 2021');
  expect(readAs('2021-03-04', 'ymd')).toBe('2021-03-04 is March 4, 2021');
  expect(readAs('no date', 'dmy')).toBe('');
});

test('each choice carries its answer', () => {
  const dates = questionChoices({ kind: 'date-order', examples: ['03/04/2021'], orders: ['dmy', 'mdy'] });
  expect(dates.choices.map(({ answer }) => answer)).toEqual([{ dateOrder: 'dmy' }, { dateOrder: 'mdy' }]);
  const profiles = questionChoices({ kind: 'profile', profiles: [{ name: 'Ada', rows: 3 }] });
  expect(profiles.choices).toEqual([
    { value: 'Ada', name: 'Ada', aside: '3 rows', answer: { profile: 'Ada' } },
  ]);
});
