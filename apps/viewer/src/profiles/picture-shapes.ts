import { box, disc, ellipsePath, polygon, type Shape } from '../posters/shapes.ts';
import type { Picture } from './looks.ts';

export const CREAM = '#fff6e6';
const INK = '#231a17';
const BLUSH = '#f0a58f';

const line = (d: string, strokeWidth = 3, stroke = INK): Shape => ({ d, stroke, strokeWidth });
const oval = (x: number, y: number, rx: number, ry: number, fill: string): Shape => ({
  d: ellipsePath(x, y, rx, ry),
  fill,
});
const eyes = (y: number, apart: number, radius = 3.4): Shape[] => [
  disc(50 - apart, y, radius, INK),
  disc(50 + apart, y, radius, INK),
];
const smile = (y: number, half = 7, deep = 5): Shape =>
  line(`M${50 - half} ${y}Q50 ${y + 2 * deep} ${50 + half} ${y}`);
const cheeks = (y: number, apart: number): Shape[] => [
  disc(50 - apart, y, 4.5, BLUSH, 0.75),
  disc(50 + apart, y, 4.5, BLUSH, 0.75),
];

/** On 100 x 100. `dark` is the ground, darkened, for what lies behind. */
const DRAWINGS: Record<Exclude<Picture, 'letter'>, (ground: string) => Shape[]> = {
  cat: (ground) => [
    polygon(
      [
        [22, 20],
        [46, 36],
        [24, 56],
      ],
      CREAM,
    ),
    polygon(
      [
        [78, 20],
        [54, 36],
        [76, 56],
      ],
      CREAM,
    ),
    polygon(
      [
        [28, 29],
        [40, 38],
        [29, 46],
      ],
      BLUSH,
    ),
    polygon(
      [
        [72, 29],
        [60, 38],
        [71, 46],
      ],
      BLUSH,
    ),
    oval(50, 58, 30, 26, CREAM),
    ...eyes(55, 12),
    polygon(
      [
        [46, 62],
        [54, 62],
        [50, 67],
      ],
      ground,
    ),
    line('M50 67Q45 73 40 69M50 67Q55 73 60 69', 2.6),
    line('M30 64L16 61M30 69L17 72M70 64L84 61M70 69L83 72', 1.8, CREAM),
  ],
  fox: () => [
    polygon(
      [
        [20, 20],
        [44, 34],
        [26, 58],
      ],
      CREAM,
    ),
    polygon(
      [
        [80, 20],
        [56, 34],
        [74, 58],
      ],
      CREAM,
    ),
    polygon(
      [
        [27, 29],
        [38, 36],
        [29, 46],
      ],
      INK,
    ),
    polygon(
      [
        [73, 29],
        [62, 36],
        [71, 46],
      ],
      INK,
    ),
    { d: 'M20 50Q50 24 80 50Q72 74 50 84Q28 74 20 50Z', fill: '#f3a25b' },
    { d: 'M20 50Q38 52 50 84Q28 74 20 50Z', fill: CREAM },
    { d: 'M80 50Q62 52 50 84Q72 74 80 50Z', fill: CREAM },
    ...eyes(54, 13),
    oval(50, 80, 5.5, 4.2, INK),
  ],
  owl: (ground) => [
    { d: 'M22 24Q34 30 50 30Q66 30 78 24Q84 84 50 86Q16 84 22 24Z', fill: CREAM },
    disc(36, 47, 14, '#f7d9a6'),
    disc(64, 47, 14, '#f7d9a6'),
    disc(36, 47, 8, INK),
    disc(64, 47, 8, INK),
    disc(39, 44, 2.6, CREAM),
    disc(67, 44, 2.6, CREAM),
    polygon(
      [
        [45, 54],
        [55, 54],
        [50, 65],
      ],
      '#e08a3c',
    ),
    line('M38 71Q42 75 46 71M54 71Q58 75 62 71M46 78Q50 82 54 78', 2.4, ground),
  ],
  bear: () => [
    disc(27, 33, 12, CREAM),
    disc(73, 33, 12, CREAM),
    disc(27, 33, 6, BLUSH),
    disc(73, 33, 6, BLUSH),
    disc(50, 55, 30, CREAM),
    oval(50, 65, 14, 11, '#f4dcb8'),
    ...eyes(50, 12),
    oval(50, 60, 5, 3.6, INK),
    line('M50 63V68Q46 72 43 69M50 68Q54 72 57 69', 2.4),
  ],
  rabbit: () => [
    oval(37, 26, 8, 22, CREAM),
    oval(63, 26, 8, 22, CREAM),
    oval(37, 27, 3.6, 15, BLUSH),
    oval(63, 27, 3.6, 15, BLUSH),
    oval(50, 62, 27, 24, CREAM),
    ...eyes(58, 11),
    ...cheeks(67, 17),
    oval(50, 65, 3.6, 2.6, '#d9705e'),
    line('M50 68V72', 2.4),
    box(46.4, 73, 3.2, 6, '#ffffff'),
    box(50.4, 73, 3.2, 6, '#ffffff'),
    line('M44 72H56', 2.2),
  ],
  ghost: () => [
    {
      d: 'M24 50Q24 20 50 20Q76 20 76 50V82Q70 74 63 82Q56 90 50 82Q44 74 37 82Q30 90 24 82Z',
      fill: CREAM,
    },
    oval(41, 46, 4.4, 6.4, INK),
    oval(59, 46, 4.4, 6.4, INK),
    ...cheeks(57, 17),
    oval(50, 62, 4.6, 5.6, INK),
  ],
  robot: (ground) => [
    line('M50 30V18', 3.4, CREAM),
    disc(50, 17, 5, '#f7c45e'),
    { d: 'M30 30H70Q78 30 78 38V70Q78 78 70 78H30Q22 78 22 70V38Q22 30 30 30Z', fill: CREAM },
    box(14, 46, 8, 16, CREAM),
    box(78, 46, 8, 16, CREAM),
    disc(38, 49, 8, ground),
    disc(62, 49, 8, ground),
    disc(38, 49, 3.4, CREAM),
    disc(62, 49, 3.4, CREAM),
    line('M36 66H64M43 62V70M50 62V70M57 62V70', 2.4),
  ],
  moon: () => [
    disc(20, 26, 2, CREAM, 0.9),
    disc(80, 34, 1.6, CREAM, 0.9),
    disc(74, 76, 2.2, CREAM, 0.9),
    disc(28, 78, 1.5, CREAM, 0.9),
    { d: 'M62 18A34 34 0 1 0 80 66A27 27 0 0 1 62 18Z', fill: '#ffe3a6' },
    line('M36 54Q41 59 46 54', 2.8),
    line('M37 68Q44 74 52 70', 2.8),
    disc(32, 63, 4, BLUSH, 0.8),
  ],
  sun: () => [
    ...Array.from({ length: 12 }, (_, ray): Shape => {
      const angle = (ray / 12) * Math.PI * 2;
      const at = (radius: number, turn: number): [number, number] => [
        50 + Math.cos(angle + turn) * radius,
        50 + Math.sin(angle + turn) * radius,
      ];
      return polygon([at(28, -0.16), at(43, 0), at(28, 0.16)], '#ffe3a6');
    }),
    disc(50, 50, 26, '#ffc95e'),
    ...eyes(47, 9, 3),
    ...cheeks(55, 15),
    smile(55),
  ],
  mask: (ground) => [
    { d: 'M18 40Q34 30 50 38Q66 30 82 40Q84 66 66 66Q56 66 50 56Q44 66 34 66Q16 66 18 40Z', fill: CREAM },
    oval(35, 50, 8, 5.6, ground),
    oval(65, 50, 8, 5.6, ground),
    line('M82 44Q92 52 88 70Q86 80 90 86', 3, CREAM),
    polygon(
      [
        [50, 14],
        [53, 22],
        [61, 22],
        [55, 27],
        [57, 35],
        [50, 30],
        [43, 35],
        [45, 27],
        [39, 22],
        [47, 22],
      ],
      '#f7c45e',
    ),
  ],
  popcorn: (ground) => [
    disc(36, 36, 10, '#fff0c8'),
    disc(50, 28, 11, CREAM),
    disc(64, 36, 10, '#fff0c8'),
    disc(43, 39, 9, CREAM),
    disc(57, 40, 9, CREAM),
    polygon(
      [
        [26, 44],
        [74, 44],
        [67, 86],
        [33, 86],
      ],
      CREAM,
    ),
    polygon(
      [
        [36, 44],
        [44, 44],
        [46, 86],
        [40, 86],
      ],
      ground,
    ),
    polygon(
      [
        [56, 44],
        [64, 44],
        [60, 86],
        [54, 86],
      ],
      ground,
    ),
    ...eyes(60, 9, 3),
    smile(68, 6, 4),
  ],
};

export const pictureShapes = (picture: Exclude<Picture, 'letter'>, ground: string): Shape[] =>
  DRAWINGS[picture](ground);
