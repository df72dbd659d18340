import { fitTitle } from './fit-title.ts';
import { LOOKS } from './genre-looks.ts';
import { type Lettering, letteringFor } from './lettering.ts';
import { looksOfGenres } from './look-of-genres.ts';
import type { Motif } from './motif.ts';
import type { Palette } from './palette.ts';
import { type RandomStream, randomStream } from './random-stream.ts';
import type { Shape } from './shapes.ts';

/** What a poster is designed from; an `ItemCard` is one. */
export interface PosterSubject {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly year: number | undefined;
  readonly genres: readonly string[];
}

/**
 * Where title and art lie. Films bleed to the edge (`foot`, `head`, `band`, `type`); series hang framed on the wall, in
 * one window or in strips (`window`, `strips`, `strips-below`).
 */
export type Layout = 'foot' | 'head' | 'band' | 'type' | 'window' | 'strips' | 'strips-below';

/** A clipped piece of art; all lengths in units of a poster of 200 x 300. */
export interface Panel {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
}

export interface PosterDesign {
  readonly layout: Layout;
  readonly palette: Palette;
  readonly lettering: Lettering;
  /** Of the title, in hundredths of the poster's width. */
  readonly titleSize: number;
  readonly panels: readonly Panel[];
}

type Frame = Omit<Panel, 'shapes'>;
const strips = (top: number): Frame[] =>
  [0, 1, 2].map((strip) => ({ x: 13, y: top + strip * 59, width: 174, height: 54 }));

/** Frames of the art (units) and room for the title (hundredths of the width). */
const ROOM: Record<Layout, { frames: readonly Frame[]; title: readonly [number, number] }> = {
  foot: { frames: [{ x: 0, y: 0, width: 200, height: 200 }], title: [87, 33] },
  head: { frames: [{ x: 0, y: 100, width: 200, height: 200 }], title: [87, 33] },
  band: { frames: [{ x: 0, y: 0, width: 200, height: 300 }], title: [84, 34] },
  type: { frames: [{ x: 0, y: 0, width: 200, height: 300 }], title: [87, 110] },
  window: { frames: [{ x: 13, y: 13, width: 174, height: 176 }], title: [87, 36] },
  strips: { frames: strips(13), title: [87, 36] },
  'strips-below': { frames: strips(115), title: [87, 36] },
};

/** The same colours and the same motif on a wide sheet without a title, of 400 x 300 units. */
export function designBanner(subject: PosterSubject): Pick<PosterDesign, 'palette' | 'lettering' | 'panels'> {
  const { palette, lettering, motif } = choose(subject, randomStream(subject.id));
  const frame = { x: 0, y: 0, width: 400, height: 300 };
  return { palette, lettering, panels: [paint(frame, motif, palette, randomStream(`${subject.id} banner`))] };
}

/** Deterministic: the same title gets the same poster on every device, and no picture is fetched for it. */
export function designPoster(subject: PosterSubject): PosterDesign {
  const random = randomStream(subject.id);
  const { palette, motif, lettering } = choose(subject, random);
  const layout = chooseLayout(subject, random);
  const { frames, title } = ROOM[layout];
  return {
    layout,
    palette,
    lettering,
    titleSize: fitTitle(subject.name, lettering, ...title),
    panels: frames.map((frame, index) => paint(frame, motif, turned(palette, index), random)),
  };
}

interface Choice {
  readonly palette: Palette;
  readonly motif: Motif;
  readonly lettering: Lettering;
}

function choose(subject: PosterSubject, random: RandomStream): Choice {
  const looks = looksOfGenres(subject.genres);
  // Mostly the most telling genre, sometimes the second: a shelf of one genre should not look like one film.
  const name = looks[looks.length > 1 && random.chance(0.3) ? 1 : 0] ?? 'drama';
  const palette = random.pick(LOOKS[name].palettes);
  const motif = random.pick(LOOKS[name].motifs);
  return { palette, motif, lettering: letteringFor(subject.year, random) };
}

const paint = (frame: Frame, motif: Motif, palette: Palette, random: RandomStream): Panel => ({
  ...frame,
  shapes: motif({ width: frame.width, height: frame.height, palette, random }),
});

/** The same colours in other roles, so that the strips of a series are siblings and not copies. */
function turned(palette: Palette, times: number): Palette {
  const { a, b, c } = palette;
  if (times === 1) return { ...palette, a: c, b: a, c: b };
  return times === 2 ? { ...palette, a: b, b: c, c: a } : palette;
}

function chooseLayout(subject: PosterSubject, random: RandomStream): Layout {
  if (isSeries(subject.type)) return random.pick(['window', 'window', 'strips', 'strips-below']);
  return subject.name.length <= 16
    ? random.pick(['foot', 'foot', 'head', 'band', 'type'])
    : random.pick(['foot', 'foot', 'head', 'head', 'band']);
}

/** schema.org calls them `TVSeries`, `TVSeason`, `CreativeWorkSeries`, `RadioSeries`, ... */
export const isSeries = (type: string): boolean => /series|season/i.test(type);
