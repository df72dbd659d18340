import { describe, expect, it } from 'vitest';
import { WordStream } from './random-words.ts';
import { SkellamSampler } from './skellam-sampler.ts';
import { skellamTable } from './skellam-table.ts';
import { seededWords } from './test/seeded-words.ts';

/** A stream of exactly these words, then zeros. */
const scripted = (...script: number[]) =>
  new WordStream((count) => Uint32Array.from({ length: count }, (_, i) => script[i] ?? 0));

describe('SkellamSampler', () => {
  it.each([0.8, 12, 5000])('draws what its table says (variance %s, chi-square, fixed seed)', (variance) => {
    const table = skellamTable(variance);
    const sampler = new SkellamSampler(table);
    const words = new WordStream(seededWords(2026));
    const draws = 400_000;
    const cells = 40;
    // Cells of about equal probability, by the table's own cumulative distribution.
    const cellOf = (entry: number) => Math.min(cells - 1, Math.floor((table.high[entry] / 2 ** 32) * cells));
    const seen = new Float64Array(cells);
    for (let i = 0; i < draws; i++) seen[cellOf(sampler.sample(words) + table.reach)]++;
    const expected = new Float64Array(cells);
    for (let entry = 0; entry < table.high.length; entry++) {
      const before = entry === 0 ? 0 : table.high[entry - 1];
      expected[cellOf(entry)] += ((table.high[entry] - before) / 2 ** 32) * draws;
    }
    let chiSquare = 0;
    let used = 0;
    for (let cell = 0; cell < cells; cell++) {
      if (expected[cell] < 5) continue;
      chiSquare += (seen[cell] - expected[cell]) ** 2 / expected[cell];
      used++;
    }
    // 5 standard deviations above the mean of chi-square with used - 1 degrees of freedom.
    expect(chiSquare).toBeLessThan(used - 1 + 5 * Math.sqrt(2 * (used - 1)));
  });

  it('has the variance asked for', () => {
    const sampler = new SkellamSampler(skellamTable(900));
    const words = new WordStream(seededWords(5));
    let square = 0;
    let sum = 0;
    const draws = 200_000;
    for (let i = 0; i < draws; i++) {
      const value = sampler.sample(words);
      sum += value;
      square += value * value;
    }
    expect(Math.abs(sum / draws)).toBeLessThan(5 * Math.sqrt(900 / draws));
    expect(Math.abs(square / draws / 900 - 1)).toBeLessThan(5 * Math.sqrt(2 / draws));
  });

  it('breaks ties by the other 64 bits', () => {
    const table = skellamTable(4);
    const sampler = new SkellamSampler(table);
    const entry = table.reach;
    const { high, middle, low } = table;
    const under = (a: number, b: number, c: number) => sampler.sample(scripted(a, b, c)) + table.reach;
    expect(under(high[entry], middle[entry], low[entry] - 1)).toBe(entry);
    expect(under(high[entry], middle[entry], low[entry])).toBe(entry + 1);
    expect(under(high[entry], middle[entry] - 1, 0xffff_ffff)).toBe(entry);
    expect(under(high[entry], middle[entry] + 1, 0)).toBe(entry + 1);
    expect(under(0, 0, 0)).toBeGreaterThanOrEqual(0);
    expect(under(0xffff_ffff, 0xffff_ffff, 0xffff_ffff)).toBe(high.length - 1);
  });
});
