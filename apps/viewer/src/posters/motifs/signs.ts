import type { Motif } from '../motif.ts';
import { box, disc, n, polygon, ring, type Shape } from '../shapes.ts';

const point = (x: number, y: number, radius: number, angle: number): [number, number] => [
  x + Math.cos(angle) * radius,
  y + Math.sin(angle) * radius,
];

/** Something is looking back. */
export const eye: Motif = ({ width, height, palette, random }) => {
  const x = width / 2;
  const y = height * random.between(0.46, 0.54);
  const half = width * 0.42;
  const tall = half * random.between(0.9, 1.25);
  const iris = half * random.between(0.42, 0.5);
  const shapes: Shape[] = [];
  const lashes = random.int(15, 27);
  for (let lash = 0; lash < lashes; lash += 1) {
    const angle = (lash / lashes) * Math.PI * 2;
    const [x1, y1] = point(x, y, half * 0.9, angle);
    const [x2, y2] = point(x, y, half * 1.3, angle);
    shapes.push({ d: `M${n(x1)} ${n(y1)}L${n(x2)} ${n(y2)}`, stroke: palette.b, strokeWidth: 2.4 });
  }
  shapes.push({
    d: `M${n(x - half)} ${n(y)}Q${n(x)} ${n(y - tall)} ${n(x + half)} ${n(y)}Q${n(x)} ${n(y + tall)} ${n(x - half)} ${n(y)}Z`,
    fill: palette.c,
  });
  const gaze = half * random.between(-0.14, 0.14);
  shapes.push(
    disc(x + gaze, y, iris, palette.a),
    disc(x + gaze, y, iris * 0.55, palette.ground),
    disc(x + gaze + iris * 0.2, y - iris * 0.22, iris * 0.15, palette.c),
  );
  return shapes;
};

/** A rosette. */
export const petals: Motif = ({ width, height, palette, random }) => {
  const x = width * random.between(0.45, 0.55);
  const y = height * random.between(0.46, 0.54);
  const shapes: Shape[] = [];
  for (const [layer, fill] of [palette.b, palette.a, palette.c].entries()) {
    const count = random.pick([6, 8, 9, 12]);
    const long = width * (0.47 - layer * 0.13);
    const spread = (Math.PI / count) * random.between(0.6, 0.95);
    const turn = random.between(0, Math.PI);
    for (let petal = 0; petal < count; petal += 1) {
      const angle = turn + (petal / count) * Math.PI * 2;
      const [tipX, tipY] = point(x, y, long, angle);
      const [leftX, leftY] = point(x, y, long * 0.75, angle - spread);
      const [rightX, rightY] = point(x, y, long * 0.75, angle + spread);
      shapes.push({
        d: `M${n(x)} ${n(y)}Q${n(leftX)} ${n(leftY)} ${n(tipX)} ${n(tipY)}Q${n(rightX)} ${n(rightY)} ${n(x)} ${n(y)}Z`,
        fill,
      });
    }
  }
  shapes.push(disc(x, y, width * 0.055, palette.ground));
  return shapes;
};

/** Two discs, and what they share. */
export const overlap: Motif = ({ width, height, palette, random }) => {
  const radius = width * random.between(0.27, 0.33);
  const gap = radius * random.between(0.5, 0.7);
  const angle = random.between(-0.7, 0.7);
  const [x1, y1] = point(width / 2, height / 2, gap, angle);
  const [x2, y2] = point(width / 2, height / 2, gap, angle + Math.PI);
  const half = Math.sqrt(radius * radius - gap * gap);
  const [ax, ay] = point(width / 2, height / 2, half, angle + Math.PI / 2);
  const [bx, by] = point(width / 2, height / 2, half, angle - Math.PI / 2);
  const r = n(radius);
  return [
    disc(x1, y1, radius, palette.a),
    disc(x2, y2, radius, palette.b),
    {
      d: `M${n(ax)} ${n(ay)}A${r} ${r} 0 0 1 ${n(bx)} ${n(by)}A${r} ${r} 0 0 1 ${n(ax)} ${n(ay)}Z`,
      fill: palette.c,
    },
  ];
};

/** Wedges flying from one point. */
export const shards: Motif = ({ width, height, palette, random }) => {
  const x = width * random.between(0.3, 0.7);
  const y = height * random.between(0.35, 0.65);
  const shapes: Shape[] = [];
  const count = random.int(13, 19);
  const fills = [palette.a, palette.b, palette.c, palette.a] as const;
  for (let shard = 0; shard < count; shard += 1) {
    const angle = ((shard + random.between(-0.25, 0.25)) / count) * Math.PI * 2;
    const thin = random.between(0.05, 0.17);
    const far = width * random.between(0.7, 1.6);
    shapes.push(
      polygon(
        [point(x, y, width * 0.06, angle), point(x, y, far, angle - thin), point(x, y, far, angle + thin)],
        random.pick(fills),
      ),
    );
  }
  return shapes;
};

/** Rays behind a disc. */
export const sunburst: Motif = ({ width, height, palette, random }) => {
  const x = width * random.between(0.4, 0.6);
  const y = height * random.between(0.5, 0.72);
  const rays = random.pick([10, 12, 14, 16]);
  const shapes: Shape[] = [box(0, 0, width, height, palette.b)];
  for (let ray = 0; ray < rays; ray += 1) {
    const angle = (ray / rays) * Math.PI * 2;
    const thin = Math.PI / rays / 2;
    shapes.push(
      polygon(
        [[x, y], point(x, y, height * 1.4, angle - thin), point(x, y, height * 1.4, angle + thin)],
        palette.ground,
      ),
    );
  }
  const radius = width * random.between(0.2, 0.27);
  shapes.push(disc(x, y, radius, palette.a), ring(x, y, radius * 1.22, palette.c, 3));
  return shapes;
};

/** It runs down the wall. */
export const drips: Motif = ({ width, height, palette, random }) => {
  const shapes: Shape[] = [];
  const count = random.int(7, 11);
  const wide = width / count;
  for (const [layer, fill] of [palette.b, palette.a].entries()) {
    let d = 'M0 0';
    for (let drip = 0; drip < count; drip += 1) {
      const x = drip * wide;
      const long = height * random.between(0.12, layer === 0 ? 0.85 : 0.6);
      const r = n(wide / 2);
      d += `L${n(x)} 0L${n(x)} ${n(long)}A${r} ${r} 0 0 0 ${n(x + wide)} ${n(long)}L${n(x + wide)} 0`;
    }
    shapes.push({ d: `${d}Z`, fill });
  }
  shapes.push(disc(width * random.between(0.2, 0.8), height * 0.9, width * 0.05, palette.a));
  return shapes;
};

/** A stem and its leaves. */
export const leaves: Motif = ({ width, height, palette, random }) => {
  const shapes: Shape[] = [
    disc(width * random.between(0.3, 0.7), height * 0.32, width * random.between(0.2, 0.28), palette.c),
  ];
  for (const [stem, lean] of [random.between(-0.3, -0.1), random.between(0.1, 0.3)].entries()) {
    const foot = width * (0.35 + stem * 0.3);
    const fill = stem === 0 ? palette.a : palette.b;
    const top = height * random.between(0.12, 0.3);
    shapes.push({
      d: `M${n(foot)} ${n(height)}Q${n(foot)} ${n(height * 0.5)} ${n(foot + lean * width)} ${n(top)}`,
      stroke: fill,
      strokeWidth: 3,
    });
    for (let leaf = 0; leaf < 7; leaf += 1) {
      const t = 0.1 + leaf * 0.13;
      const x = (1 - t) ** 2 * foot + 2 * (1 - t) * t * foot + t * t * (foot + lean * width);
      const y = (1 - t) ** 2 * height + 2 * (1 - t) * t * height * 0.5 + t * t * top;
      const side = leaf % 2 === 0 ? 1 : -1;
      const long = width * (0.27 - t * 0.12);
      shapes.push({
        d: `M${n(x)} ${n(y)}Q${n(x + side * long * 0.5)} ${n(y - long * 0.75)} ${n(x + side * long)} ${n(y - long * 0.45)}Q${n(x + side * long * 0.6)} ${n(y + long * 0.15)} ${n(x)} ${n(y)}Z`,
        fill,
      });
    }
  }
  return shapes;
};
