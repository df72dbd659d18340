import { describe, expect, test } from 'vitest';
import { designBanner, designPoster, type PosterSubject } from './design-poster.ts';
import { LOOKS } from './genre-looks.ts';

const film: PosterSubject = {
  id: 'movie:vertigo:1958',
  type: 'Movie',
  name: 'Vertigo',
  year: 1958,
  genres: ['Mystery', 'Thriller'],
};
const many = Array.from({ length: 300 }, (_, index) => ({ ...film, id: `movie:film-${index}:1958` }));

describe('designPoster', () => {
  test('gives the same title the same poster', () => {
    expect(designPoster(film)).toEqual(designPoster({ ...film }));
    expect(designBanner(film)).toEqual(designBanner({ ...film }));
  });

  test('gives titles of one year and genre many looks', () => {
    const looks = many.map((subject) => JSON.stringify(designPoster(subject).panels));
    expect(new Set(looks).size).toBeGreaterThan(290);
    const colours = many.map((subject) => designPoster(subject).palette.ground);
    expect(new Set(colours).size).toBeGreaterThan(5);
  });

  test('hangs series in frames and lets films bleed', () => {
    for (const subject of many) {
      const series = designPoster({ ...subject, type: 'TVSeries' });
      expect(series.panels.every((panel) => panel.x > 0 && panel.x + panel.width < 200)).toBe(true);
      expect(designPoster(subject).panels[0]?.x).toBe(0);
    }
  });

  test('draws every motif of every genre with finite numbers inside sane bounds', () => {
    for (const [name, look] of Object.entries(LOOKS)) {
      for (const subject of many.slice(0, look.motifs.length * 8)) {
        const { panels } = designPoster({ ...subject, id: `${name} ${subject.id}`, genres: [name] });
        for (const { shapes } of panels) {
          expect(shapes.length).toBeGreaterThan(0);
          expect(shapes.length).toBeLessThan(220);
          for (const shape of shapes) expect(shape.d).not.toMatch(/NaN|Infinity|undefined/);
        }
      }
    }
  });

  test('keeps titles of any length in reason', () => {
    for (const name of [
      'M',
      'x'.repeat(200),
      'Ein Satz aus vielen Wörtern '.repeat(12),
      '千と千尋の神隠し',
      '',
    ]) {
      const { titleSize } = designPoster({ ...film, name });
      expect(titleSize).toBeGreaterThanOrEqual(5.5);
      expect(titleSize).toBeLessThanOrEqual(27);
    }
  });
});
