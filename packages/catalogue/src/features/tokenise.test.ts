import { expect, test } from 'vitest';
import { log2 } from './log2.ts';
import { tokenise } from './tokenise.ts';

const tokens = (text: string) => {
  const bytes = new TextEncoder().encode(text);
  const hashes: number[] = [];
  tokenise(bytes, 0, bytes.length, (hash) => hashes.push(hash));
  return hashes;
};

test('case, accents and punctuation make no difference', () => {
  expect(tokens('Amélie, ŽIŽEK – Čapek!')).toEqual(tokens('amelie zizek capek'));
  expect(tokens('ΑΘΗΝΑ Москва')).toEqual(tokens('αθηνα москва'));
  expect(tokens('Cafe\u0301')).toEqual(tokens('café'));
});

test('words are two letters or more, and English plurals fall together', () => {
  expect(tokens('a I 7')).toEqual([]);
  expect(tokens('ab 42')).toHaveLength(2);
  expect(tokens('lighthouses')).toEqual(tokens('lighthouse'));
  expect(tokens('glass')).not.toEqual(tokens('glas'));
  expect(tokens('his')).not.toEqual(tokens('hi'));
});

test('scripts without spaces give pairs of characters', () => {
  expect(tokens('千の灯')).toHaveLength(2);
  expect(tokens('千の灯')[1]).toBe(tokens('の灯')[0]);
  expect(tokens('abc千の')).toEqual([...tokens('abc'), ...tokens('千の')]);
});

test('bytes cut in the middle of a character do not run beyond the end', () => {
  const bytes = new TextEncoder().encode('灯火');
  expect(() => tokenise(bytes, 0, 4, () => undefined)).not.toThrow();
});

test('log2 is within 0.01 and exact at powers of two', () => {
  for (let n = 1; n < 100_000; n += 7) expect(Math.abs(log2(n) - Math.log2(n))).toBeLessThan(0.01);
  for (let e = 0; e < 31; e++) expect(log2(2 ** e)).toBe(e);
});
