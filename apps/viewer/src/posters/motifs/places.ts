import type { Motif } from '../motif.ts';
import { box, disc, n, polygon, type Shape } from '../shapes.ts';

/** A city at night; somebody is still up. */
export const skyline: Motif = ({ width, height, palette, random }) => {
  const shapes: Shape[] = [
    box(0, 0, width, height, palette.b),
    disc(width * random.between(0.2, 0.8), height * 0.25, width * 0.13, palette.c),
  ];
  let x = -width * 0.04;
  while (x < width) {
    const wide = width * random.between(0.1, 0.2);
    const top = height * random.between(0.3, 0.7);
    shapes.push(box(x, top, wide + 0.5, height - top, random.chance(0.5) ? palette.ground : palette.a));
    x += wide;
  }
  x = width * 0.02;
  while (x < width) {
    const wide = width * random.between(0.14, 0.26);
    const top = height * random.between(0.5, 0.82);
    shapes.push(box(x, top, wide, height - top, palette.ground));
    for (let row = top + height * 0.035; row < height - 8; row += height * 0.06) {
      if (random.chance(0.5))
        shapes.push(
          box(x + wide * random.pick([0.18, 0.45, 0.7]), row, wide * 0.14, height * 0.026, palette.c),
        );
    }
    x += wide + width * random.between(0.02, 0.1);
  }
  return shapes;
};

/** Light from a door left ajar. */
export const doorAjar: Motif = ({ width, height, palette, random }) => {
  const left = width * random.between(0.36, 0.5);
  const wide = width * random.between(0.16, 0.26);
  const top = height * random.between(0.16, 0.26);
  const floor = height * random.between(0.62, 0.72);
  const lean = width * random.between(-0.5, 0.2);
  return [
    box(0, 0, width, floor, palette.b),
    box(left - 4, top - 4, wide + 8, floor - top + 4, palette.ground),
    box(left, top, wide, floor - top, palette.c),
    polygon(
      [
        [left, floor],
        [left + wide, floor],
        [left + wide + lean + width * 0.3, height],
        [left + lean, height],
      ],
      palette.c,
      0.85,
    ),
    polygon(
      [
        [left + wide, top],
        [left + wide + wide * 0.55, top + height * 0.05],
        [left + wide + wide * 0.55, floor + height * 0.07],
        [left + wide, floor],
      ],
      palette.a,
    ),
    disc(left + wide + wide * 0.42, (top + floor) / 2 + 6, 2, palette.c),
  ];
};

/** Arch within arch within arch. */
export const arches: Motif = ({ width, height, palette, random }) => {
  const shapes: Shape[] = [box(0, 0, width, height, palette.b)];
  const fills = [palette.a, palette.ground, palette.c, palette.a, palette.b];
  const x = width * random.between(0.42, 0.58);
  for (const [index, fill] of fills.entries()) {
    const half = width * (0.44 - index * 0.085);
    const shoulder = height * (0.46 + index * 0.035);
    shapes.push({
      d: `M${n(x - half)} ${n(height)}L${n(x - half)} ${n(shoulder)}A${n(half)} ${n(half)} 0 0 1 ${n(x + half)} ${n(shoulder)}L${n(x + half)} ${n(height)}Z`,
      fill,
    });
  }
  return shapes;
};

/** Bare trunks, and a moon between them. */
export const forest: Motif = ({ width, height, palette, random }) => {
  const shapes: Shape[] = [
    box(0, 0, width, height, palette.b),
    disc(
      width * random.between(0.3, 0.7),
      height * random.between(0.3, 0.5),
      width * random.between(0.16, 0.24),
      palette.c,
    ),
  ];
  for (let layer = 0; layer < 2; layer += 1) {
    const fill = layer === 0 ? palette.a : palette.ground;
    for (let x = random.between(-6, 6); x < width; x += width * random.between(0.1, 0.22)) {
      const foot = random.between(4, 7) * (layer + 1) * 0.8;
      const crown = foot * 0.4;
      shapes.push(
        polygon(
          [
            [x - foot / 2, height],
            [x - crown / 2 + random.between(-3, 3), 0],
            [x + crown / 2 + random.between(-3, 3), 0],
            [x + foot / 2, height],
          ],
          fill,
        ),
      );
    }
  }
  shapes.push(box(0, height * 0.93, width, height * 0.07, palette.ground));
  return shapes;
};

/** A road to the vanishing point. */
export const road: Motif = ({ width, height, palette, random }) => {
  const x = width * random.between(0.36, 0.64);
  const y = height * random.between(0.38, 0.5);
  const shapes: Shape[] = [
    box(0, 0, width, y, palette.c),
    disc(x, y, width * random.between(0.2, 0.34), palette.a),
    box(0, y, width, height - y, palette.b),
    polygon(
      [
        [x - 1, y],
        [x + 1, y],
        [width * 0.98, height],
        [width * 0.02, height],
      ],
      palette.ground,
    ),
  ];
  for (let dash = 0; dash < 6; dash += 1) {
    const from = (dash / 6) ** 2;
    const to = ((dash + 0.5) / 6) ** 2;
    const at = (t: number): number => y + (height - y) * t;
    const centre = (t: number): number => x + (width / 2 - x) * t;
    shapes.push(
      polygon(
        [
          [centre(from) - 4 * from, at(from)],
          [centre(from) + 4 * from, at(from)],
          [centre(to) + 4 * to, at(to)],
          [centre(to) - 4 * to, at(to)],
        ],
        palette.c,
      ),
    );
  }
  return shapes;
};

/** Steps that lead up, and off the sheet. */
export const stairs: Motif = ({ width, height, palette, random }) => {
  const steps = random.int(6, 8);
  const wide = width / steps;
  const rise = (height * 0.78) / steps;
  const mirrored = random.chance(0.5);
  const shapes: Shape[] = [
    box(0, 0, width, height, palette.b),
    disc(mirrored ? width * 0.76 : width * 0.24, height * 0.24, width * 0.12, palette.c),
  ];
  for (let step = 0; step < steps; step += 1) {
    const x = mirrored ? width - (step + 1) * wide : step * wide;
    const top = height - rise * (step + 1);
    shapes.push(box(x, top, wide + 0.4, height - top, step % 2 === 0 ? palette.a : palette.ground));
    shapes.push(box(x, top, wide + 0.4, rise * 0.22, palette.c));
  }
  return shapes;
};
