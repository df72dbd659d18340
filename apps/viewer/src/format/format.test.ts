import { describe, expect, test } from 'vitest';
import { factsOf } from './facts.ts';
import { countryName, languageName, platformName, typeName } from './names.ts';
import { idOfHash, titlePath } from './title-path.ts';

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
