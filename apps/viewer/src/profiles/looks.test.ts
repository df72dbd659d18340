import { expect, test } from 'vitest';
import { COLOURS, COLOUR_NAMES, freshLook, lookOf, PICTURES } from './looks.ts';
import { CREAM } from './picture-shapes.ts';

/** Relative luminance, WCAG 2.2. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
const view = (id: string, more = {}) => ({
  id,
  name: id,
  colour: undefined,
  picture: undefined,
  isFirst: id === 'first',
  ...more,
});

test('a drawing stands out of every ground, and a letter of it can be read', () => {
  for (const name of COLOUR_NAMES)
    expect((luminance(CREAM) + 0.05) / (luminance(COLOURS[name]) + 0.05), name).toBeGreaterThan(4.5);
});

test('what was chosen is shown; what nobody knows counts as not chosen, and always looks the same', () => {
  expect(lookOf(view('p', { colour: 'teal', picture: 'owl' }))).toEqual({ colour: 'teal', picture: 'owl' });
  const drawn = lookOf(view('p'));
  expect(lookOf(view('p', { colour: 'of a newer version', picture: '__proto__' }))).toEqual(drawn);
  expect(COLOUR_NAMES).toContain(drawn.colour);
  expect(PICTURES).toContain(drawn.picture);
});

test('a new profile looks like none of the others', () => {
  const all = [view('first')];
  for (let i = 0; i < 7; i += 1) {
    const look = freshLook(all);
    for (const other of all) expect(lookOf(other)).not.toEqual(look);
    all.push(view(`p${i}`, look));
  }
});
