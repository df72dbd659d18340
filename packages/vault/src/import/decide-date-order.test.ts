import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decideDateOrder } from './decide-date-order.ts';
import { netflixBegan } from './formats/netflix.ts';
import { holds, now } from './import-for-tests.ts';
import type { DateOrder } from './import-model.ts';

const hints = { now, earliest: netflixBegan, newestFirst: true };

function days(
  cells: readonly string[],
  more: Partial<Parameters<typeof decideDateOrder>[1]> = {},
): (string | undefined)[] | string {
  const column = decideDateOrder(cells, { ...hints, ...more });
  if ('kind' in column) return `asks ${column.kind === 'date-order' ? column.orders.join(' ') : column.kind}`;
  return cells.map((cell) => {
    const at = column.at(cell);
    return at === undefined ? undefined : new Date(at).toISOString().slice(0, 10);
  });
}

describe('the locales of Netflix', () => {
  const expected = ['2021-03-29', '2021-03-28'];
  test.each([
    ['Japanese', '2021/3/29', '2021/3/28'],
    ['German', '29.03.21', '28.03.21'],
    ['United States', '3/29/21', '3/28/21'],
    ['Korean', '2021. 3. 29.', '2021. 3. 28.'],
    ['Korean, short', '21. 3. 29.', '21. 3. 28.'],
    ['Brazilian', '29/03/2021', '28/03/2021'],
    ['Polish', '29.03.2021', '28.03.2021'],
    ['Dutch', '29-03-2021', '28-03-2021'],
    ['Swedish', '2021-03-29', '2021-03-28'],
    ['Canadian French', '21-03-29', '21-03-28'],
    ['Thai', '29/3/21', '28/3/21'],
    ['Thai, Buddhist era', '29/3/2564', '28/3/2564'],
    ['Thai, Buddhist era, short', '29/3/64', '28/3/64'],
    ['Arabic digits', '٢٩/٣/٢٠٢١', '٢٨/٣/٢٠٢١'],
    ['Arabic digits with direction marks', '\u200f٢٩\u200f/٣\u200f/٢٠٢١', '\u200f٢٨\u200f/٣\u200f/٢٠٢١'],
    ['Devanagari digits', '२९/३/२१', '२८/३/२१'],
    ['Chinese', '2021年3月29日', '2021年3月28日'],
    ['Korean words', '2021년 3월 29일', '2021년 3월 28일'],
    ['Bulgarian', '29.03.21 г.', '28.03.21 г.'],
    ['Croatian', '29. 03. 2021.', '28. 03. 2021.'],
    ['German with words', '29. März 2021', '28. März 2021'],
    ['English with words', 'March 29, 2021', 'Mar 28, 2021'],
    ['Finnish with words', '29. maaliskuuta 2021', '28. maaliskuuta 2021'],
    ['Russian with words', '29 марта 2021 г.', '28 марта 2021 г.'],
  ])('%s: %s', (_, first, second) => {
    expect(days([first, second])).toEqual(expected);
  });
});

describe('what decides', () => {
  test('one cell of the whole column', () => {
    expect(days(['05/04/21', '13/03/21', '02/03/21'])).toEqual(['2021-04-05', '2021-03-13', '2021-03-02']);
    expect(days(['05/04/21', '04/13/21', '04/12/21'])).toEqual(['2021-05-04', '2021-04-13', '2021-04-12']);
  });
  test('that nothing was watched in the future', () => {
    expect(days(['10/12/2026', '10/11/2026'])).toEqual(['2026-10-12', '2026-10-11']);
  });
  test('that the newest is first', () => {
    expect(days(['10/12/2020', '09/12/2020', '12/11/2020', '01/11/2020'])).toEqual([
      '2020-12-10',
      '2020-12-09',
      '2020-11-12',
      '2020-11-01',
    ]);
    expect(days(['10/12/2020', '09/12/2020', '12/11/2020', '01/11/2020'], { newestFirst: false })).toBe(
      'asks dmy mdy',
    );
  });
  test('dots, which nobody writes between month and day', () => {
    expect(days(['1.2.2021', '1.2.2020'])).toEqual(['2021-02-01', '2020-02-01']);
  });
  test("the person's answer, before everything else", () => {
    expect(days(['01/02/2021'], { answer: 'mdy' })).toEqual(['2021-01-02']);
    expect(days(['29/03/2021'], { answer: 'mdy' })).toEqual([undefined]);
  });
  test('nothing needs deciding where day and month are equal', () => {
    expect(days(['03/03/2021', '02/02/2021'])).toEqual(['2021-03-03', '2021-02-02']);
  });
});

describe('what is asked', () => {
  test('a column that reads well in two orders', () => {
    const question = decideDateOrder(['05/04/21', '04/04/21', '03/04/21'], hints);
    expect(question).toEqual({
      kind: 'date-order',
      examples: ['05/04/21', '03/04/21'],
      orders: ['dmy', 'mdy'],
    });
  });
  test('a single open date, and two of which neither order is more in order', () => {
    expect(days(['01/02/2021'])).toBe('asks dmy mdy');
    expect(days(['04/03/2021', '03/02/2021'])).toBe('asks dmy mdy');
  });
});

test('cells that are no date are that, and do not disturb the others', () => {
  expect(days(['29/03/2021', 'never', '99/99/9999', '', '28/03/2021'])).toEqual([
    '2021-03-29',
    undefined,
    undefined,
    undefined,
    '2021-03-28',
  ]);
  expect(days(['31/02/2021', '30/01/2021'])).toEqual([undefined, '2021-01-30']);
});

test('a file of a hundred days is read as it was written, or asked about', async () => {
  const written: Record<string, (y: number, m: number, d: number) => string> = {
    dmy: (y, m, d) => `${d}/${m}/${y}`,
    mdy: (y, m, d) => `${m}/${d}/${String(y).slice(2)}`,
    ymd: (y, m, d) => `${y}/${m}/${d}`,
  };
  const orders: DateOrder[] = ['dmy', 'mdy', 'ymd'];
  const anyDay = fc.integer({ min: Math.ceil(netflixBegan / 86_400_000), max: Math.floor(now / 86_400_000) });
  await holds(
    fc.property(
      fc.constantFrom(...orders),
      fc.array(anyDay, { minLength: 1, maxLength: 100 }),
      (order, numbers) => {
        const dates = numbers.sort((a, b) => b - a).map((number) => new Date(number * 86_400_000));
        const cells = dates.map(
          (date) => written[order]?.(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()) ?? '',
        );
        const found = days(cells);
        if (typeof found === 'string') expect(found).toContain(order);
        else expect(found).toEqual(dates.map((date) => date.toISOString().slice(0, 10)));
        // A day over the twelfth decides.
        if (dates.some((date) => date.getUTCDate() > 12) && order === 'ymd')
          expect(typeof found).not.toBe('string');
      },
    ),
    300,
  );
});
