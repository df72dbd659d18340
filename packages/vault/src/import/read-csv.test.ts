import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeText } from './decode-text.ts';
import { holds } from './import-for-tests.ts';
import { guessDelimiter, readCsv } from './read-csv.ts';

const cellsOf = async (text: string) => (await readCsv(text)).rows.map(({ cells }) => cells);

describe('reading CSV', () => {
  test('quotes, commas, line breaks and empty lines; lines are those of the file', async () => {
    const { rows, rejected } = await readCsv('Title,Date\r\n"a, ""b""",1\r\n\r\n"two\nlines",2\r\nlast,3');
    expect(rejected).toEqual([]);
    expect(rows).toEqual([
      { line: 1, cells: ['Title', 'Date'] },
      { line: 2, cells: ['a, "b"', '1'] },
      { line: 4, cells: ['two\nlines', '2'] },
      { line: 6, cells: ['last', '3'] },
    ]);
  });
  test('a quote that is never closed costs its line and no other', async () => {
    const { rows, rejected } = await readCsv('Title,Date\nfirst,1\n"broken,2\nthird,3\nfourth,4\n');
    expect(rejected).toEqual([{ line: 3, reason: 'A quotation mark is opened and never closed.' }]);
    expect(rows.map(({ line, cells }) => [line, cells[0]])).toEqual([
      [1, 'Title'],
      [2, 'first'],
      [4, 'third'],
      [5, 'fourth'],
    ]);
  });
  test('quotes inside a cell that is not quoted', async () => {
    expect(await cellsOf('Title,Date\nthe "best" of,1\n')).toEqual([
      ['Title', 'Date'],
      ['the "best" of', '1'],
    ]);
  });
  test.each([
    [',', 'Title,Date\na;b,1\n'],
    [';', 'Titel;Datum\na, b;1\nc, d;2\n'],
    ['\t', 'Title\tDate\na, b\t1\n'],
  ])('the delimiter %j', (delimiter, text) => {
    expect(guessDelimiter(text)).toBe(delimiter);
  });
  test('a file longer than one chunk loses nothing at the seams', async () => {
    const lines = Array.from({ length: 20_000 }, (_, i) => `"title, ${i}\nsecond line",${i}`);
    const { rows } = await readCsv(`Title,Date\n${lines.join('\n')}`);
    expect(rows).toHaveLength(20_001);
    expect(rows.at(-1)).toEqual({ line: 40_000, cells: ['title, 19999\nsecond line', '19999'] });
  });
  test('whatever was quoted comes back', async () => {
    const cell = fc
      .string({ unit: 'grapheme', maxLength: 12 })
      .filter((text) => text.trim() !== '' && !/\r/.test(text));
    await holds(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 30 }), async (rows) => {
        const text = [['Title', 'Date'], ...rows]
          .map((row) => row.map((each) => `"${each.replace(/"/g, '""')}"`).join(','))
          .join('\n');
        expect(await cellsOf(text)).toEqual([['Title', 'Date'], ...rows]);
      }),
    );
  });
});

describe('encodings', () => {
  const text = 'Title,Date\n"Häkkilinnut: “Pilot” – ночь 夜",1\n';
  const utf16 = (little: boolean) => {
    const bytes = new Uint8Array(2 + text.length * 2);
    const view = new DataView(bytes.buffer);
    const marked = `\ufeff${text}`;
    for (let i = 0; i < marked.length; i++) view.setUint16(i * 2, marked.charCodeAt(i), little);
    return bytes;
  };
  test('UTF-8 with and without BOM, UTF-16 of both orders', () => {
    expect(decodeText(new TextEncoder().encode(text))).toBe(text);
    expect(decodeText(new TextEncoder().encode(`\ufeff${text}`))).toBe(text);
    expect(decodeText(utf16(true))).toBe(text);
    expect(decodeText(utf16(false))).toBe(text);
  });
  test('windows-1252 where it is not UTF-8', () => {
    expect(decodeText(new Uint8Array([0x48, 0xe4, 0x6b, 0x6b, 0x69, 0x80, 0x93]))).toBe('Häkki€“');
  });
});
