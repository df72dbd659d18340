import type { RandomStream } from './random-stream.ts';

/** A way of setting the title. */
export interface Lettering {
  readonly name: 'deco' | 'didone' | 'soft' | 'condensed' | 'wide' | 'light' | 'heavy' | 'plain';
  /** Line height in em. */
  readonly leading: number;
  readonly capitals: boolean;
  /** Mean advances in em, measured in Chromium: narrow, lower case, wide, capital, digit, space. */
  readonly advances: readonly [number, number, number, number, number, number];
}

const DECO: Lettering = {
  name: 'deco',
  leading: 1.08,
  capitals: false,
  advances: [0.36, 0.62, 0.89, 0.68, 0.63, 0.22],
};
const DIDONE: Lettering = {
  name: 'didone',
  leading: 1.04,
  capitals: false,
  advances: [0.32, 0.55, 0.94, 0.71, 0.58, 0.24],
};
const SOFT: Lettering = {
  name: 'soft',
  leading: 1.06,
  capitals: false,
  advances: [0.25, 0.51, 0.88, 0.66, 0.54, 0.2],
};
const CONDENSED: Lettering = {
  name: 'condensed',
  leading: 0.94,
  capitals: true,
  advances: [0.28, 0.47, 0.66, 0.46, 0.41, 0.12],
};
const WIDE: Lettering = {
  name: 'wide',
  leading: 1.04,
  capitals: false,
  advances: [0.32, 0.67, 1.11, 0.88, 0.75, 0.29],
};
const LIGHT: Lettering = {
  name: 'light',
  leading: 1.18,
  capitals: true,
  advances: [0.5, 0.91, 1.2, 0.97, 0.8, 0.4],
};
const HEAVY: Lettering = {
  name: 'heavy',
  leading: 1,
  capitals: false,
  advances: [0.31, 0.58, 0.94, 0.73, 0.64, 0.15],
};
const PLAIN: Lettering = {
  name: 'plain',
  leading: 1.06,
  capitals: false,
  advances: [0.28, 0.51, 0.85, 0.67, 0.56, 0.18],
};

/** Type follows the time: what a designer of those years would have reached for. */
export function letteringFor(year: number | undefined, random: RandomStream): Lettering {
  if (year === undefined) return random.pick([PLAIN, HEAVY, SOFT]);
  if (year < 1950) return random.pick([DECO, DECO, DIDONE]);
  if (year < 1970) return random.pick([DIDONE, CONDENSED, CONDENSED, SOFT, DECO]);
  if (year < 1990) return random.pick([SOFT, SOFT, WIDE, CONDENSED]);
  if (year < 2010) return random.pick([CONDENSED, PLAIN, LIGHT, WIDE, DIDONE]);
  return random.pick([HEAVY, LIGHT, WIDE, SOFT, PLAIN, DIDONE, CONDENSED]);
}
