import type { HistoryEvent } from '@parlour/wire';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { guardCell, unguardCell } from './csv-text.ts';
import { holds, importFile, series } from './import-for-tests.ts';
import { packCells, unpackCells } from './original-cells.ts';
import { readCsv } from './read-csv.ts';
import { unmatchedCsv } from './unmatched-csv.ts';

const event: HistoryEvent = { id: 'a', kind: 'completion', at: 0, source: 'netflix', title: { name: 'X' } };

describe('rows that matched nothing', () => {
  test('with the cells of the source, and only those', async () => {
    const csv = 'Title,Date\n"Dark: 1: A",29/03/2021\n"Other: Season 2: ""B"", c",28/03/2021\n';
    const { events } = await importFile('n.csv', csv, { titles: [series('Dark')] });
    expect(unmatchedCsv(events)).toBe(
      [
        '\ufeff"Source","Kind","Date","Title","Season","Episode","Year","Stars","Original 1","Original 2"',
        '"netflix","completion","2021-03-28T12:00:00.000Z","Other","2","""B"", c","","","Other: Season 2: ""B"", c","28/03/2021"',
        '',
      ].join('\r\n'),
    );
  });
  test('nothing to say is a header alone', () => {
    expect(unmatchedCsv([{ ...event, item: 'x' }]).split('\r\n')).toHaveLength(2);
  });
});

describe('formulas', () => {
  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '＝1', '\n=1', '|calc', "'=1"])(
    '%j is guarded',
    (cell) => {
      expect(guardCell(cell)).toBe(`'${cell}`);
    },
  );
  test.each(['Dark', "'Allo 'Allo!", '3:10 to Yuma', '(500) Days', '#Alive', ''])(
    '%j is left alone',
    (cell) => {
      expect(guardCell(cell)).toBe(cell);
    },
  );
  test('the guard comes off again', () =>
    holds(
      fc.property(fc.string({ unit: fc.constantFrom("'", ' ', '=', 'a', '\t', '\n', '+', '＝') }), (cell) => {
        expect(unguardCell(guardCell(cell))).toBe(cell);
      }),
      500,
    ));
});

test('every cell of the source survives event, download and reading again', async () => {
  const cell = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.constantFrom('=1', '', ' ', '"', ',', 'a\nb', "'", '-'),
  );
  await holds(
    fc.asyncProperty(
      fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 10 }),
      async (rows) => {
        const events = rows.map((cells, i) => ({
          ...event,
          id: String(i),
          title: { name: 'X', original: packCells(cells) },
        }));
        expect(events.map(({ title }) => unpackCells(title.original))).toEqual(rows);
        const read = (await readCsv(unmatchedCsv(events).replace(/^\ufeff/, ''))).rows.slice(1);
        expect(
          read.map(({ cells }, i) => cells.slice(8, 8 + (rows[i]?.length ?? 0)).map(unguardCell)),
        ).toEqual(rows);
      },
    ),
  );
});

test('a row of absurd length is cut, not refused', () => {
  expect(packCells(['x'.repeat(10_000), '"'.repeat(10_000)]).length).toBeLessThan(2100);
});
