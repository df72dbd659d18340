/**
 * Five colours of a poster. `ink` is set on `ground` and holds a contrast of at least 4.5:1 with it (tested); `a`, `b`
 * and `c` are for the art, `b` being the one that can lie behind everything else.
 */
export interface Palette {
  readonly ground: string;
  readonly ink: string;
  readonly a: string;
  readonly b: string;
  readonly c: string;
}

/** Six hexadecimal digits each: ground, ink, a, b, c. */
export function palette(colours: string): Palette {
  const [ground, ink, a, b, c] = colours.split(' ').map((colour) => `#${colour}`);
  if (ground === undefined || ink === undefined || a === undefined || b === undefined || c === undefined) {
    throw new Error(`A palette has five colours: ${colours}`);
  }
  return { ground, ink, a, b, c };
}
