import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seed } from '../any-items.ts';
import { packText, type TextRows } from './packed-text.ts';

console.log(`packed text, seed ${seed}`);

const encoder = new TextEncoder();

function packed(rows: readonly Uint8Array[]): TextRows {
  const steps = packText(
    Buffer.concat(rows),
    Uint32Array.from(rows, ({ length }) => length),
  );
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The rows that are not read back as they were. */
function wrongRows(rows: readonly Uint8Array[]): number[] {
  const text = packed(rows);
  return [...rows.keys()].filter((at) => {
    const row = rows[at] as Uint8Array;
    return text.length(at) !== row.length || Buffer.compare(text.read(at), row) !== 0;
  });
}

describe('packed text', () => {
  test('any bytes are read back, row by row', () => {
    const words = fc.constantFrom(
      'the ',
      'ferry',
      'captain ',
      ', ',
      '. ',
      'Amélie',
      '千と',
      '\0',
      'a'.repeat(100),
    );
    const row = fc.oneof(
      {
        weight: 3,
        arbitrary: fc.array(words, { maxLength: 30 }).map((list) => encoder.encode(list.join(''))),
      },
      { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }) },
    );
    fc.assert(
      fc.property(fc.array(row, { maxLength: 60 }), (rows) => {
        expect(wrongRows(rows)).toEqual([]);
      }),
      { seed, numRuns: 300 },
    );
  });

  test('words of one, two and three bytes, and words without a code', () => {
    const words = Array.from({ length: 40_000 }, (_, at) => `w${at.toString(36)}`);
    // The first words more often, so that codes of every length are used; four rows alike, for one of four is counted.
    const rows = Array.from({ length: 400 }, (_, row) =>
      words
        .slice(0, 100 * ((row >> 2) + 1))
        .slice(-2_000)
        .join(' '),
    );
    expect(wrongRows([...rows, 'never seen before'].map((text) => encoder.encode(text)))).toEqual([]);
  });

  test('what repeats takes less than half of its memory', () => {
    const row = encoder.encode(
      'A ferry captain and a lighthouse keeper write letters across a frozen harbour.',
    );
    const before = row.length * 1_000;
    const steps = packText(
      Buffer.concat(Array<Uint8Array>(1_000).fill(row)),
      new Uint8Array(1_000).fill(row.length),
    );
    let step = steps.next();
    while (step.done !== true) step = steps.next();
    expect(step.value.kept).toBeLessThan(before / 2);
  });
});
