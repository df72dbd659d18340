/** What a poster's art is made of; rendered as SVG by `poster-art.tsx`. */
export interface Shape {
  readonly d: string;
  readonly fill?: string;
  readonly stroke?: string;
  readonly strokeWidth?: number;
  readonly opacity?: number;
}

/** Two decimals are finer than any screen, and keep the markup small. */
export const n = (value: number): string => String(Math.round(value * 100) / 100);

export function polygon(
  points: readonly (readonly [number, number])[],
  fill: string,
  opacity?: number,
): Shape {
  const d = `M${points.map(([x, y]) => `${n(x)} ${n(y)}`).join('L')}Z`;
  return opacity === undefined ? { d, fill } : { d, fill, opacity };
}

export const box = (
  x: number,
  y: number,
  width: number,
  height: number,
  fill: string,
  opacity?: number,
): Shape =>
  polygon(
    [
      [x, y],
      [x + width, y],
      [x + width, y + height],
      [x, y + height],
    ],
    fill,
    opacity,
  );

export const ellipsePath = (x: number, y: number, rx: number, ry: number): string =>
  `M${n(x - rx)} ${n(y)}a${n(rx)} ${n(ry)} 0 1 0 ${n(2 * rx)} 0a${n(rx)} ${n(ry)} 0 1 0 ${n(-2 * rx)} 0Z`;

export const disc = (x: number, y: number, radius: number, fill: string, opacity?: number): Shape => {
  const d = ellipsePath(x, y, radius, radius);
  return opacity === undefined ? { d, fill } : { d, fill, opacity };
};

export const ring = (x: number, y: number, radius: number, stroke: string, strokeWidth: number): Shape => ({
  d: ellipsePath(x, y, radius, radius),
  stroke,
  strokeWidth,
});

/** A wave from the left edge to the right, closed downwards to `bottom`. */
export function wave(
  width: number,
  bottom: number,
  y: number,
  height: number,
  length: number,
  shift: number,
  fill: string,
): Shape {
  let d = `M0 ${n(bottom)}L0 ${n(y + height * Math.sin(shift))}`;
  const steps = 24;
  for (let step = 1; step <= steps; step += 1) {
    const x = (width * step) / steps;
    d += `L${n(x)} ${n(y + height * Math.sin((x / length) * 2 * Math.PI + shift))}`;
  }
  return { d: `${d}L${n(width)} ${n(bottom)}Z`, fill };
}
