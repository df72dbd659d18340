import { expect, test } from 'vitest';
import { makePart } from '../testing/make-part.ts';
import { agreementOf } from './agreement.ts';

const starter = makePart({
  name: 'Heat',
  source: 'starter',
  year: 1995,
  runtime: 170,
  genres: ['Crime', 'Drama'],
});

test('sources that say the same agree on all that both tell', () => {
  const other = { ...starter, source: 'tmdb', year: 1996, runtime: 172, genres: ['Drama'] };
  expect(agreementOf([starter, other])).toEqual({ compared: 5, agreeing: 5 });
  const short = makePart({ name: 'HEAT', source: 'movielens', year: 1995 });
  expect(agreementOf([starter, short])).toEqual({ compared: 3, agreeing: 3 });
});

test('what differs is compared and does not agree', () => {
  const other = {
    ...starter,
    source: 'tmdb',
    type: 'TVSeries',
    name: 'Cold',
    runtime: 120,
    genres: ['Comedy'],
  };
  expect(agreementOf([starter, other])).toEqual({ compared: 5, agreeing: 1 });
});

test('an alternate name agrees, and so does a series whose latest season is later', () => {
  const dark = makePart({
    name: 'Dark',
    source: 'a',
    type: 'TVSeries',
    year: 2017,
    alternateNames: ['Finster'],
  });
  const list = makePart({ name: 'Finster', source: 'b', type: 'TVSeries', year: 2020 });
  expect(agreementOf([dark, list])).toEqual({ compared: 2, agreeing: 2 });
});

test('one source alone compares with nothing, and neither do two rows of it', () => {
  expect(agreementOf([starter])).toEqual({ compared: 0, agreeing: 0 });
  expect(agreementOf([starter, { ...starter, key: 'again', runtime: 10 }])).toEqual({
    compared: 0,
    agreeing: 0,
  });
});

test('of three sources every two are compared', () => {
  const three = ['a', 'b', 'c'].map((source) => ({ ...starter, source }));
  expect(agreementOf(three)).toEqual({ compared: 15, agreeing: 15 });
});
