import { describe, expect, test } from 'vitest';
import { factsOf } from './facts.ts';
import { countryName, languageName, platformName, typeName } from './names.ts';
import { bytes, counted, milliseconds, runtime } from './numbers.ts';
import { idOfHash, titlePath } from './title-path.ts';

test('numbers as people read them', () => {
  expect(counted(1, 'title')).toBe('1 title');
  expect(counted(12_345, 'entry', 'entries')).toBe('12,345 entries');
  expect([45, 60, 135].map(runtime)).toEqual(['45 min', '1 h', '2 h 15 min']);
  expect([12, 1500, 18_300_000].map(bytes)).toEqual(['12 bytes', '1.5 kB', '18.3 MB']);
  expect([3.94, 402, 12_345].map(milliseconds)).toEqual(['3.9 ms', '402 ms', '12.3 s']);
});

test('names of types, platforms, countries and languages', () => {
  expect(['Movie', 'TVSeries', 'VideoGame', '3DModel', 'MusicVideoObject'].map(typeName)).toEqual([
    'Film',
    'Series',
    'Game',
    '3DModel',
    'Music video object',
  ]);
  expect(['disneyplus', 'disney-plus', 'netflix', 'channel-four'].map(platformName)).toEqual([
    'Disney+',
    'Disney+',
    'Netflix',
    'Channel Four',
  ]);
  expect(['DE', 'West Germany'].map(countryName)).toEqual(['Germany', 'West Germany']);
  expect(['ja', 'not a tag'].map(languageName)).toEqual(['Japanese', 'not a tag']);
});

test('the line of facts leaves out what is not known', () => {
  const card = { id: 'x', type: 'Movie', name: 'X', genres: [], platforms: [], countries: [] };
  expect(factsOf({ ...card, year: undefined, runtime: undefined, seasons: undefined })).toEqual(['Film']);
  expect(factsOf({ ...card, type: 'TVSeries', year: 2017, runtime: 55, seasons: 3 })).toEqual([
    '2017',
    'Series',
    '3 seasons',
    '55 min',
  ]);
});

describe('the address of a title', () => {
  test.each(['movie:the-matrix:1999', 'movie:50% off?:2001', 'x:#/ä 千:0'])(
    'keeps %s behind the hash',
    (id) => {
      const path = titlePath(id);
      expect(new URL(path, 'https://parlour.example').pathname).toBe('/title');
      expect(idOfHash(new URL(path, 'https://parlour.example').hash)).toBe(id);
    },
  );

  test('survives nonsense', () => {
    expect(idOfHash('#%E0%A4%A')).toBe('');
    expect(idOfHash('')).toBe('');
  });
});
