import { describe, expect, test } from 'vitest';
import { LOOKS } from './genre-looks.ts';
import { looksOfGenres } from './look-of-genres.ts';

/** Relative luminance and contrast of WCAG 2.2. */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((start) => {
    const value = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}
function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

describe('palettes', () => {
  test.each(Object.entries(LOOKS))('%s can be read', (_, look) => {
    for (const { ground, ink } of look.palettes) expect(contrast(ground, ink)).toBeGreaterThanOrEqual(4.5);
  });
});

describe('looksOfGenres', () => {
  test('puts the particular before the general', () => {
    expect(looksOfGenres(['Drama', 'Sci-Fi'])).toEqual(['scifi', 'drama']);
    expect(looksOfGenres(['TV Dramas', 'Crime TV Shows'])).toEqual(['crime', 'drama']);
  });

  test('knows what to do with nothing', () => {
    expect(looksOfGenres([])).toEqual(['drama']);
    expect(looksOfGenres(['Zzz'])).toEqual(['drama']);
  });
});
