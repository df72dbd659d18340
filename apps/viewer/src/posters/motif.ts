import type { Palette } from './palette.ts';
import type { RandomStream } from './random-stream.ts';
import type { Shape } from './shapes.ts';

/** What a motif draws on: `width` x `height` units, painted with `palette.ground` already. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly palette: Palette;
  readonly random: RandomStream;
}

/** Pure: equal canvases give equal shapes. */
export type Motif = (canvas: Canvas) => Shape[];
