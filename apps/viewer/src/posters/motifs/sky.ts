import type { Motif } from '../motif.ts';
import { box, disc, n, polygon, ring, type Shape, wave } from '../shapes.ts';

/** A low sun, sliced by the horizon. */
export const slicedSun: Motif = ({ width, height, palette, random }) => {
  const radius = width * random.between(0.3, 0.42);
  const x = width * random.between(0.38, 0.62);
  const y = height * random.between(0.45, 0.56);
  const shapes: Shape[] = [box(0, 0, width, height, palette.b), disc(x, y, radius, palette.a)];
  for (let slice = 0; slice < 6; slice += 1) {
    const top = y + (radius * slice) / 6;
    shapes.push(box(0, top, width, (radius / 6) * (0.14 + slice * 0.13), palette.b));
  }
  const horizon = y + radius * 0.82;
  shapes.push(wave(width, height, horizon, height * 0.03, width * 1.4, random.between(0, 6), palette.c));
  shapes.push(
    wave(width, height, horizon + height * 0.1, height * 0.03, width, random.between(0, 6), palette.ground),
  );
  return shapes;
};

/** Ridge behind ridge, under a disc. */
export const ridges: Motif = ({ width, height, palette, random }) => {
  const shapes = [
    box(0, 0, width, height, palette.b),
    disc(width * random.between(0.25, 0.75), height * 0.26, width * random.between(0.09, 0.17), palette.c),
  ];
  const fills = [palette.a, palette.c, palette.a, palette.ground];
  for (const [layer, fill] of fills.entries()) {
    const base = height * (0.42 + layer * 0.16);
    const points: [number, number][] = [[0, height]];
    const peaks = 5 + layer;
    for (let peak = 0; peak <= peaks; peak += 1) {
      const up = peak % 2 === layer % 2 ? random.between(0.06, 0.2) : random.between(-0.06, 0.02);
      points.push([(width * peak) / peaks, base - height * up]);
    }
    points.push([width, height]);
    shapes.push(polygon(points, fill, layer === 1 ? 0.55 : undefined));
  }
  return shapes;
};

/** Layered swell. */
export const waves: Motif = ({ width, height, palette, random }) => {
  const shapes = [
    box(0, 0, width, height, palette.c),
    disc(width * random.between(0.2, 0.8), height * 0.27, width * 0.16, palette.a),
  ];
  const fills = [palette.b, palette.a, palette.b, palette.a, palette.ground];
  for (const [layer, fill] of fills.entries()) {
    const y = height * (0.4 + layer * 0.125);
    shapes.push(
      wave(
        width,
        height,
        y,
        height * random.between(0.03, 0.06),
        width * random.between(0.5, 1.1),
        random.between(0, 6),
        fill,
      ),
    );
  }
  return shapes;
};

/** A planet, its ring, and a few stars. */
export const orbits: Motif = ({ width, height, palette, random }) => {
  const shapes: Shape[] = [];
  for (let star = 0; star < 36; star += 1) {
    shapes.push(
      disc(random.between(0, width), random.between(0, height), random.between(0.4, 1.4), palette.ink, 0.75),
    );
  }
  const x = width * random.between(0.35, 0.65);
  const y = height * random.between(0.42, 0.58);
  const radius = width * random.between(0.2, 0.3);
  for (const factor of [1.5, 1.95, 2.5]) shapes.push(ring(x, y, radius * factor, palette.b, 1));
  shapes.push(disc(x, y, radius, palette.a));
  const tilt = radius * random.between(0.2, 0.5);
  shapes.push({
    d: `M${n(x - radius)} ${n(y)}A${n(radius)} ${n(radius)} 0 0 0 ${n(x + radius)} ${n(y)}A${n(radius)} ${n(tilt)} 0 0 1 ${n(x - radius)} ${n(y)}Z`,
    fill: palette.b,
  });
  const angle = random.between(0, Math.PI * 2);
  shapes.push(
    disc(x + Math.cos(angle) * radius * 1.95, y + Math.sin(angle) * radius * 1.95, radius * 0.2, palette.c),
  );
  return shapes;
};

/** A row of moons, waxing. */
export const moons: Motif = ({ width, height, palette, random }) => {
  const shapes: Shape[] = [];
  const rows = random.int(3, 5);
  const columns = 3;
  const step = Math.min(width / columns, height / rows);
  const left = (width - step * columns) / 2;
  const top = (height - step * rows) / 2;
  const start = random.int(0, 5);
  for (let index = 0; index < rows * columns; index += 1) {
    const x = left + step * ((index % columns) + 0.5);
    const y = top + step * (Math.floor(index / columns) + 0.5);
    const radius = step * 0.36;
    shapes.push(disc(x, y, radius, palette.b));
    const phase = ((index + start) / (rows * columns)) * 2 - 1;
    const bulge = radius * Math.abs(phase * 2 - Math.sign(phase));
    const sweep = Math.abs(phase) > 0.5 ? 1 : 0;
    shapes.push({
      d: `M${n(x)} ${n(y - radius)}A${n(radius)} ${n(radius)} 0 0 1 ${n(x)} ${n(y + radius)}A${n(bulge)} ${n(radius)} 0 0 ${sweep} ${n(x)} ${n(y - radius)}Z`,
      fill: index === (start * 2) % (rows * columns) ? palette.a : palette.c,
    });
  }
  return shapes;
};
