import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { itemId } from './item-id.ts';

const never = () => false;

test.each([
  [{ type: 'Movie', name: 'The Matrix', year: 1999 }, 'movie:the-matrix:1999'],
  [{ type: 'Movie', name: 'Amélie' }, 'movie:amelie'],
  [{ type: 'TVSeries', name: "The Handmaid's Tale", year: 2017 }, 'tv-series:the-handmaids-tale:2017'],
  [{ type: '3DModel', name: 'Teapot' }, '3d-model:teapot'],
  [{ type: 'VideoGame', name: 'Baba Is You', year: 2019 }, 'video-game:baba-is-you:2019'],
  [{ type: 'Movie', name: '千と千尋の神隠し', year: 2001 }, 'movie:千と千尋の神隠し:2001'],
  [{ type: 'Movie', name: '!', year: 2001 }, 'movie:u21:2001'],
])('%o', (item, id) => {
  expect(itemId(item, never)).toBe(id);
});

test('a taken id is counted up', () => {
  const taken = new Set(['movie:home:2009', 'movie:home:2009~2']);
  expect(itemId({ type: 'Movie', name: 'Home', year: 2009 }, (id) => taken.has(id))).toBe(
    'movie:home:2009~3',
  );
});

test('every name gives an id that an item may have', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }), (name) => {
      const id = itemId({ type: 'Movie', name, year: 2000 }, never);
      expect(id.length).toBeLessThanOrEqual(200);
      expect(id).toMatch(/^movie:[^:\s]+:2000$/u);
    }),
  );
});
