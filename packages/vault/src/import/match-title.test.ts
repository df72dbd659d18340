import { describe, expect, test } from 'vitest';
import { findTitles } from './find-titles.ts';
import { film, series } from './import-for-tests.ts';
import { matchTitle, type TitleQuery } from './match-title.ts';
import { normaliseName } from './normalise-name.ts';
import { buildTitleIndex } from './title-index.ts';

describe('normalised names', () => {
  test.each([
    ['Amélie', 'AMELIE'],
    ['Don’t Look Up', "Don't Look Up"],
    ['Fast & Furious', 'Fast and Furious'],
    ['Rocky II', 'Rocky 2'],
    ['Saw V', 'Saw 5'],
    ['The Godfather: Part I', 'The Godfather Part 1'],
    ['Matrix, The', 'The Matrix'],
    ['Spider-Man: Homecoming', 'Spider Man   Homecoming'],
    ['Ｄａｒｋ', 'Dark'],
    ['Smørrebrød', 'smorrebrod'],
    ['İstanbul', 'istanbul'],
  ])('%s = %s', (a, b) => {
    expect(normaliseName(a)).toBe(normaliseName(b));
  });
  test.each([
    ['I, Robot', '1 robot'],
    ['V for Vendetta', '5 for vendetta'],
    ['The King and I', 'the king and 1'],
    ['Vi', '6'],
  ])('%s is not %s', (name, wrong) => {
    expect(normaliseName(name)).not.toBe(wrong);
  });
  test('the vowels of Thai and Hindi stay, and a name of punctuation alone is not empty', () => {
    expect(normaliseName('กี่')).not.toBe(normaliseName('กา'));
    expect(normaliseName('दिल')).not.toBe(normaliseName('दल'));
    expect(normaliseName('???')).toBe('???');
  });
});

const index = buildTitleIndex([
  film('Dune', 1984),
  film('Dune', 2021, { externalIds: { imdb: 'tt1160419', tmdb: '438631' } }),
  film('Her', 2013),
  series('Her', 2010),
  film('Fargo', 1996),
  series('Fargo', 2014),
  film('Die Hard', 1988),
  film('The Matrix', 1999, { alternateNames: ['Matrix', 'Matriisi'] }),
  series('Breaking Bad', 2013, { externalIds: { tmdb: '1396' } }),
  film('The Gift', 2015, { externalIds: { tmdb: '1396' } }),
  series('House of Cards', 2018),
  film('Up', 2009, { externalIds: { imdb: 'tt1049413' } }),
  film('Dark', 2005),
  film('Nacht', 2001, { alternateNames: ['Dark'] }),
  { id: 'game', type: 'VideoGame', name: 'The Witcher', alternateNames: [], externalIds: {} },
]);

function matched(query: TitleQuery): string {
  const { kind, candidates } = matchTitle(index, query);
  return `${kind} ${candidates.join(' ')}`.trim();
}

describe('matching', () => {
  test('by external id, before the name', () => {
    expect(matched({ name: 'Duna', class: 'film', externalIds: { imdb: 'tt1160419' } })).toBe(
      'matched movie:Dune:2021',
    );
  });
  test('ids of films and series are told apart', () => {
    expect(matched({ name: 'x', class: 'series', externalIds: { tmdb: '1396' } })).toBe(
      'matched tvseries:Breaking Bad:2013',
    );
    expect(matched({ name: 'x', class: 'film', externalIds: { tmdb: '1396' } })).toBe(
      'matched movie:The Gift:2015',
    );
  });
  test('another id in the same scheme is another title', () => {
    expect(matched({ name: 'Up', year: 2009, class: 'film', externalIds: { imdb: 'tt9999999' } })).toBe(
      'unmatched',
    );
  });
  test('by name and year, give or take one', () => {
    expect(matched({ name: 'dune', year: 1985 })).toBe('matched movie:Dune:1984');
    expect(matched({ name: 'Dune', year: 2021 })).toBe('matched movie:Dune:2021');
    expect(matched({ name: 'Dune', year: 2000, class: 'film' })).toBe('unmatched');
  });
  test('by class', () => {
    expect(matched({ name: 'Fargo', class: 'series' })).toBe('matched tvseries:Fargo:2014');
    expect(matched({ name: 'Fargo', class: 'film' })).toBe('matched movie:Fargo:1996');
    expect(matched({ name: 'Her', year: 2013 })).toBe('matched movie:Her:2013');
  });
  test('several that fit are ambiguous', () => {
    expect(matchTitle(index, { name: 'Dune' }).kind).toBe('ambiguous');
    expect(matchTitle(index, { name: 'Fargo' }).candidates).toHaveLength(2);
  });
  test("a series' year may be of another season", () => {
    expect(matched({ name: 'Breaking Bad', year: 2008, class: 'series' })).toBe(
      'matched tvseries:Breaking Bad:2013',
    );
  });
  test('alternate names match, but the own name of another goes before', () => {
    expect(matched({ name: 'Matriisi' })).toBe('matched movie:The Matrix:1999');
    expect(matched({ name: 'Dark' })).toBe('matched movie:Dark:2005');
  });
  test('English articles are forgiven, others are only offered, brackets too', () => {
    expect(matched({ name: 'Gift' })).toBe('matched movie:The Gift:2015');
    expect(matched({ name: 'Hard' })).toBe('ambiguous movie:Die Hard:1988');
    expect(matchTitle(index, { name: 'House of Cards (U.S.)', class: 'series' }).kind).toBe('ambiguous');
    expect(matched({ name: 'House of Cards (2018)' })).toBe('matched tvseries:House of Cards:2018');
  });
  test('a game is no film', () => {
    expect(matched({ name: 'The Witcher', class: 'series' })).toBe('unmatched');
    expect(matched({ name: 'The Witcher' })).toBe('ambiguous game');
    expect(matched({ name: 'The Witcher', class: 'other' })).toBe('matched game');
  });
});

describe('the search box', () => {
  const names = (text: string, limit = 5) => findTitles(index, text, limit);
  test('exact, then prefix, then words, then substring', () => {
    expect(names('her')[0]).toMatch(/:Her:/);
    expect(names('brea')).toEqual(['tvseries:Breaking Bad:2013']);
    expect(names('cards')).toEqual(['tvseries:House of Cards:2018']);
    expect(names('matr')[0]).toBe('movie:The Matrix:1999');
    expect(names('atrix')[0]).toBe('movie:The Matrix:1999');
  });
  test('typos, also in the middle and swapped', () => {
    expect(names('braeking bda')).toEqual(['tvseries:Breaking Bad:2013']);
    expect(names('house of crads')).toEqual(['tvseries:House of Cards:2018']);
    expect(names('fagro').length).toBe(2);
  });
  test('nothing for nothing, and never more than asked for', () => {
    expect(names('')).toEqual([]);
    expect(names('zzzzzz')).toEqual([]);
    expect(names('e', 3)).toHaveLength(3);
    expect(names('her', 0)).toEqual([]);
  });
});

test('an id seen before is ignored', () => {
  const twice = buildTitleIndex([film('One', 2000), { ...film('Two', 2000), id: 'movie:One:2000' }]);
  expect(twice.size).toBe(1);
  expect(matchTitle(twice, { name: 'Two' }).kind).toBe('unmatched');
});
