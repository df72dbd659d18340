import type { Motif } from '../motif.ts';
import { box, disc, n, polygon, ring, type Shape } from '../shapes.ts';

/** Rings around an off-centre point. */
export const rings: Motif = ({ width, height, palette, random }) => {
  const x = width * random.between(0.25, 0.75);
  const y = height * random.between(0.3, 0.7);
  const count = random.int(6, 9);
  const fills = [palette.b, palette.a, palette.ground, palette.c] as const;
  const shapes: Shape[] = [];
  for (let index = count; index >= 1; index -= 1) {
    shapes.push(disc(x, y, (width * 0.62 * index) / count, fills[index % fills.length] ?? palette.a));
  }
  return shapes;
};

/** A disc behind a blind. */
export const blinds: Motif = ({ width, height, palette, random }) => {
  const shapes: Shape[] = [
    box(0, 0, width, height, palette.b),
    disc(
      width * random.between(0.35, 0.65),
      height * random.between(0.4, 0.6),
      width * random.between(0.28, 0.4),
      palette.a,
    ),
  ];
  const slats = random.int(9, 14);
  const tilt = width * random.between(-0.16, 0.16);
  for (let slat = -2; slat < slats + 2; slat += 1) {
    const y = (height * slat) / slats;
    const thick = (height / slats) * random.between(0.3, 0.6);
    shapes.push(
      polygon(
        [
          [0, y],
          [width, y + tilt],
          [width, y + tilt + thick],
          [0, y + thick],
        ],
        palette.ground,
      ),
    );
  }
  return shapes;
};

/** Quarter circles on a grid. */
export const quarters: Motif = ({ width, height, palette, random }) => {
  const columns = random.pick([3, 4]);
  const side = width / columns;
  const fills = [palette.a, palette.b, palette.c, palette.ink] as const;
  const shapes: Shape[] = [];
  for (let y = 0; y < height; y += side) {
    for (let x = 0; x < width - 1; x += side) {
      const fill = random.pick(fills);
      const kind = random.int(0, 6);
      if (kind <= 3) {
        const [cx, cy] = [x + (kind % 2) * side, y + (kind > 1 ? side : 0)];
        const [dx, dy] = [kind % 2 === 0 ? side : -side, kind > 1 ? -side : side];
        const sweep = dx * dy > 0 ? 1 : 0;
        shapes.push({
          d: `M${n(cx)} ${n(cy)}L${n(cx + dx)} ${n(cy)}A${n(side)} ${n(side)} 0 0 ${sweep} ${n(cx)} ${n(cy + dy)}Z`,
          fill,
        });
      } else if (kind === 4) shapes.push(disc(x + side / 2, y + side / 2, side / 2, fill));
      else if (kind === 5)
        shapes.push(
          box(x, y, side, side, fill),
          disc(x + side / 2, y + side / 2, side * 0.22, palette.ground),
        );
    }
  }
  return shapes;
};

/** Nested chevrons. */
export const chevrons: Motif = ({ width, height, palette, random }) => {
  const count = random.int(6, 9);
  const up = random.chance(0.5);
  const x = width * random.between(0.35, 0.65);
  const deep = height * random.between(0.2, 0.35);
  const fills = [palette.a, palette.ground, palette.b, palette.ground, palette.c, palette.ground] as const;
  const shapes: Shape[] = [];
  for (let index = 0; index < count; index += 1) {
    const y = -deep + ((height + deep) * index) / count;
    const tip = up ? y : y + deep;
    const edge = up ? y + deep : y;
    shapes.push(
      polygon(
        [
          [0, edge],
          [x, tip],
          [width, edge],
          [width, height + deep],
          [0, height + deep],
        ],
        fills[index % fills.length] ?? palette.a,
      ),
    );
  }
  return shapes;
};

/** Dots that swell towards a point. */
export const halftone: Motif = ({ width, height, palette, random }) => {
  const step = width / 11;
  const fx = width * random.between(0.2, 0.8);
  const fy = height * random.between(0.2, 0.8);
  const far = width * 0.85;
  const shapes: Shape[] = [];
  for (let row = 0; row * step <= height + step; row += 1) {
    let d = '';
    for (let column = 0; column <= 11; column += 1) {
      const x = column * step + (row % 2) * (step / 2);
      const y = row * step;
      const radius = step * 0.62 * Math.max(0.12, 1 - Math.hypot(x - fx, y - fy) / far);
      d += `M${n(x - radius)} ${n(y)}a${n(radius)} ${n(radius)} 0 1 0 ${n(2 * radius)} 0a${n(radius)} ${n(radius)} 0 1 0 ${n(-2 * radius)} 0Z`;
    }
    shapes.push({ d, fill: row % 3 === 0 ? palette.b : palette.a });
  }
  return shapes;
};

/** One line, turning in on itself. */
export const spiral: Motif = ({ width, height, palette, random }) => {
  const x = width * random.between(0.44, 0.56);
  const y = height * random.between(0.44, 0.56);
  const turns = random.between(5, 7);
  const direction = random.chance(0.5) ? 1 : -1;
  const trace = (phase: number): string => {
    const points: string[] = [];
    for (let step = 0; step <= 160; step += 1) {
      const t = step / 160;
      const angle = direction * t * turns * Math.PI * 2 + phase;
      const radius = width * 0.66 * t ** 1.15;
      points.push(`${n(x + Math.cos(angle) * radius)} ${n(y + Math.sin(angle) * radius)}`);
    }
    return `M${points.join('L')}`;
  };
  return [
    { d: trace(0), stroke: palette.a, strokeWidth: 6 },
    { d: trace(Math.PI), stroke: palette.b, strokeWidth: 3 },
    disc(x, y, width * 0.045, palette.c),
  ];
};

/** Bars of sound. */
export const equaliser: Motif = ({ width, height, palette, random }) => {
  const count = random.int(9, 14);
  const wide = width / (count + 1);
  const fills = [palette.a, palette.b, palette.c] as const;
  const shapes: Shape[] = [];
  for (let bar = 0; bar < count; bar += 1) {
    const long = height * random.between(0.12, 0.46) * (0.5 + Math.sin(((bar + 0.5) / count) * Math.PI) / 2);
    const x = wide * (bar + 0.65);
    const r = n(wide * 0.32);
    shapes.push({
      d: `M${n(x)} ${n(height / 2 - long)}a${r} ${r} 0 0 1 ${n(wide * 0.64)} 0L${n(x + wide * 0.64)} ${n(height / 2 + long)}a${r} ${r} 0 0 1 ${n(-wide * 0.64)} 0Z`,
      fill: random.pick(fills),
    });
  }
  return shapes;
};

/** Lanes of a track. */
export const lanes: Motif = ({ width, height, palette, random }) => {
  const count = random.int(6, 8);
  const fills = [palette.a, palette.b, palette.a, palette.c] as const;
  const corner = random.chance(0.5);
  const x = corner ? 0 : width;
  const shapes: Shape[] = [];
  for (let lane = count; lane >= 1; lane -= 1) {
    const radius = (Math.max(width, height) * 1.02 * lane) / count;
    shapes.push(
      disc(x, height, radius, fills[lane % fills.length] ?? palette.a),
      ring(x, height, radius, palette.ground, 2.5),
    );
  }
  return shapes;
};

/** Arcs on tiles: they always join, and never plan where. */
export const truchet: Motif = ({ width, height, palette, random }) => {
  const columns = random.pick([4, 5, 6]);
  const side = width / columns;
  let d = '';
  for (let y = 0; y < height; y += side) {
    for (let column = 0; column < columns; column += 1) {
      const x = column * side;
      const h = n(side / 2);
      d += random.chance(0.5)
        ? `M${n(x + side / 2)} ${n(y)}a${h} ${h} 0 0 1 ${n(-side / 2)} ${h}M${n(x + side)} ${n(y + side / 2)}a${h} ${h} 0 0 0 ${n(-side / 2)} ${h}`
        : `M${n(x + side / 2)} ${n(y)}a${h} ${h} 0 0 0 ${h} ${h}M${n(x)} ${n(y + side / 2)}a${h} ${h} 0 0 1 ${h} ${h}`;
    }
  }
  return [
    { d, stroke: palette.b, strokeWidth: side * 0.46 },
    { d, stroke: palette.a, strokeWidth: side * 0.16 },
  ];
};

/** A record in stripes: one year, one bar. */
export const barcode: Motif = ({ width, height, palette, random }) => {
  const fills = [palette.a, palette.b, palette.c, palette.ground, palette.b] as const;
  const shapes: Shape[] = [];
  for (let x = 0; x < width; ) {
    const wide = width * random.pick([0.015, 0.03, 0.03, 0.05, 0.09]);
    shapes.push(box(x, 0, wide + 0.3, height, random.pick(fills)));
    x += wide;
  }
  return shapes;
};

/** Cut paper, dropped. */
export const confetti: Motif = ({ width, height, palette, random }) => {
  const fills = [palette.a, palette.b, palette.c] as const;
  const shapes: Shape[] = [];
  for (let index = 0; index < 26; index += 1) {
    const x = ((index % 5) + random.between(0.15, 0.85)) * (width / 5);
    const y = (Math.floor(index / 5) + random.between(0.15, 0.85)) * (height / 5);
    const size = width * random.between(0.04, 0.1);
    const fill = random.pick(fills);
    const turn = random.between(0, Math.PI);
    const corner = (k: number, count: number): [number, number] => {
      const angle = turn + (k / count) * Math.PI * 2;
      return [x + Math.cos(angle) * size, y + Math.sin(angle) * size];
    };
    const kind = random.int(0, 3);
    if (kind === 0) shapes.push(disc(x, y, size * 0.8, fill));
    else if (kind === 1) shapes.push(polygon([corner(0, 3), corner(1, 3), corner(2, 3)], fill));
    else if (kind === 2) shapes.push(ring(x, y, size * 0.7, fill, size * 0.36));
    else shapes.push(polygon([corner(0, 4), corner(0.6, 4), corner(2, 4), corner(2.6, 4)], fill));
  }
  return shapes;
};
