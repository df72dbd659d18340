import { describe, expect, test } from 'vitest';
import { commonAffixStripper } from './common-affix.ts';

const names = [
  'Herbie Hancock - Watermelon Man',
  'The cat',
  'The dog',
  'How to draw',
  '10 facts',
  'Ah',
  'Why?',
  'Zoo tour',
  'Rain 1h',
  'Live',
];

describe('words around titles are found from their repetition', () => {
  test.each([
    ['English', (name: string) => `Watched ${name}`],
    ['Spanish', (name: string) => `Has visto ${name}`],
    ['German', (name: string) => `„${name}“ angesehen`],
    ['German, without quotes', (name: string) => `${name} angesehen`],
    ['Japanese', (name: string) => `「${name}」 を視聴しました`],
    ['Korean', (name: string) => `${name}을(를) 시청했습니다.`],
    ['Turkish', (name: string) => `${name} videosunu izledi`],
    ['nothing at all', (name: string) => name],
  ])('%s', (_, around) => {
    const titles = names.map(around);
    expect(titles.map(commonAffixStripper(titles, []))).toEqual(names);
  });
  test('two languages in one account', () => {
    const titles = [...names.map((name) => `Watched ${name}`), ...names.map((name) => `${name} angesehen`)];
    expect(titles.map(commonAffixStripper(titles, []))).toEqual([...names, ...names]);
  });
  test('a few titles do not lose the word they happen to share', () => {
    const titles = ['Watched The cat', 'Watched The dog'];
    expect(titles.map(commonAffixStripper(titles, []))).toEqual(['The cat', 'The dog']);
  });
  test('a removed video shows the words by itself', () => {
    const sample = { title: 'Je hebt https://y/1 bekeken', name: 'https://y/1' };
    expect(
      commonAffixStripper(['Je hebt De kat bekeken', sample.title], [sample])('Je hebt De kat bekeken'),
    ).toBe('De kat');
  });
});
