import { expect, test } from 'vitest';
import { makePart } from '../testing/make-part.ts';
import { changedFacts } from './changed-facts.ts';

const heat = makePart({
  name: 'Heat',
  year: 1995,
  runtime: 170,
  directors: ['Michael Mann'],
  cast: ['Al Pacino'],
});

test('facts that are said otherwise are counted', () => {
  expect(changedFacts(heat, heat)).toBe(0);
  expect(changedFacts(heat, { ...heat, year: 1996 })).toBe(1);
  const other = { ...heat, type: 'TVSeries', name: 'Cold', year: 1996, runtime: 120, directors: ['Nobody'] };
  expect(changedFacts(heat, other)).toBe(5);
});

test('what is added, left out, or changes by nature is no correction', () => {
  const { year: _year, runtime: _runtime, ...short } = heat;
  expect(changedFacts(short, heat)).toBe(0);
  expect(changedFacts(heat, short)).toBe(0);
  const more = { ...heat, directors: ['Another', 'michael mann'], cast: [], synopsis: 'New.', seasons: 2 };
  expect(changedFacts(heat, more)).toBe(0);
});
