import { expect, test } from 'vitest';
import { pickPlaces } from './pick-places.ts';

test('three different places, in order, and not always the same', () => {
  const seen = new Set<string>();
  for (let round = 0; round < 200; round += 1) {
    const places = pickPlaces(12, 3);
    expect(new Set(places).size).toBe(3);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places.every((place) => place >= 0 && place < 12)).toBe(true);
    seen.add(places.join(' '));
  }
  expect(seen.size).toBeGreaterThan(50);
});
