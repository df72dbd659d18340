import type { Motif } from './motif.ts';
import {
  barcode,
  blinds,
  chevrons,
  confetti,
  equaliser,
  halftone,
  lanes,
  quarters,
  rings,
  spiral,
  truchet,
} from './motifs/patterns.ts';
import { arches, doorAjar, forest, road, skyline, stairs } from './motifs/places.ts';
import { drips, eye, leaves, overlap, petals, shards, sunburst } from './motifs/signs.ts';
import { moons, orbits, ridges, slicedSun, waves } from './motifs/sky.ts';
import { type Palette, palette } from './palette.ts';

export interface Look {
  readonly palettes: readonly [Palette, ...Palette[]];
  readonly motifs: readonly [Motif, ...Motif[]];
}

const look = (motifs: readonly [Motif, ...Motif[]], first: string, ...others: string[]): Look => ({
  motifs,
  palettes: [palette(first), ...others.map((colours) => palette(colours))],
});

/** Colours (ground, ink, a, b, c) and motifs of each family of genres. */
export const LOOKS = {
  crime: look(
    [blinds, skyline, doorAjar, barcode, stairs, chevrons],
    '15161a f1ece0 c9c2b0 4a473f e0b84c',
    '1b1d2a f4efe6 d8473b 454c6b f0b04f',
    'e8dfcf 1c1a17 b8352a b9ae9a 1c1a17',
    '24303a f2ecdf e9b44c 48606e d9593d',
  ),
  thriller: look(
    [doorAjar, blinds, chevrons, stairs, spiral, barcode],
    '0f2a2e eaf3ee f25c3f 1f5157 e9c46a',
    'f2c230 17130a 17130a d8452b fff3cf',
    '1e1e24 fbf3e4 e4572e 4a4a57 f3a712',
    'd9dbd3 14201e c8102e 8fa09c 14201e',
  ),
  horror: look(
    [drips, eye, forest, doorAjar, shards, moons],
    '170b0d f3e6e0 c3122f 5a0e1b efe0c9',
    'd9e0c9 1a2014 8a1f1f a3b486 1a2014',
    '0e1512 e3efe2 7fb069 24402f e6f2c8',
    '8c0f1e fff0e6 1a0507 5c0812 f4cfa4',
  ),
  scifi: look(
    [orbits, rings, truchet, halftone, slicedSun, lanes],
    '101437 eaf0ff 5ce1e6 3a3fa8 ff6ad5',
    'e9e6f5 1b1640 4b3bd1 a8a0e0 f26b4e',
    '062b36 e6fbff f7a541 0f6b78 d9f0ee',
    '1a1423 fdeff4 ff5470 4b2e63 ffc15e',
    'dbe7ea 0b2530 ff5a1f 8fb3bd 0b2530',
  ),
  fantasy: look(
    [moons, ridges, petals, sunburst, arches, forest],
    '2a1846 f6ecff f2c14e 6d3fa0 59c3a5',
    '0f3b3a f0f7e6 e3b23c 2f7d6b f7e7c4',
    'efe3f5 2d1440 8e44ad d3b3e0 e07a5f',
    '13284a eef4ff f4b860 3a5f9c c9e4f2',
  ),
  adventure: look(
    [ridges, road, slicedSun, waves, sunburst, arches],
    'f2e3c6 2c1d10 d96b27 e8bf7c 2f7f79',
    '163a5f fdf3e0 f6a13a 2f6ea5 f7d9a0',
    '0d4a48 fff4dc f08a4b 1f7a74 ffd98e',
    'f7cf8b 34160a c1461f f0a24e 5a7d7c',
  ),
  western: look(
    [slicedSun, road, ridges, sunburst],
    'e9a23b 2a1206 a63a1b d07f24 f8dfae',
    '5c2415 fbe9cf e8a04a 8f3d20 f4d8a4',
    'f3dcb5 3a1c0c b5502a dba668 6b2d17',
  ),
  action: look(
    [shards, chevrons, road, halftone, lanes, stairs],
    'c9281b fff6ea 2a0c0a 8e1a12 f7b733',
    '12161c f5f2ea ff7a1a 3c4855 ffd25a',
    'f5b301 1b1400 1b1400 d98200 e03c1f',
    '1c2b4a f7f4ea ff4d3d 38568c ffd166',
  ),
  comedy: look(
    [quarters, confetti, halftone, sunburst, rings, stairs],
    'ffd84d 201703 ee4b6a fff1b8 2b59c3',
    '7fd1c7 0f2b2c ff6f59 b9e8df 254e70',
    'ff9fb2 3a0d1b e0284f ffc8d2 fff3e2',
    'f4efe4 1e1b16 f2542d f5c33b 0e9594',
    '2b50aa fff8e7 ffb627 4f74cf ff6b6b',
  ),
  romance: look(
    [overlap, petals, waves, arches, moons, rings],
    'f6d6d0 431722 c8375a f3b0a4 8a1d3d',
    '5b1230 ffe9e4 f28b82 8f2148 f7c9a9',
    'f9ead8 3b1f2b e06c75 f3b391 7d4e8a',
    'f2b8a2 3f1420 b3304f f7d3bf fff1e0',
  ),
  drama: look(
    [arches, waves, overlap, rings, stairs, doorAjar, slicedSun, quarters],
    '23364a f3efe6 e2a76f 3f5c78 b7c4cc',
    'e7e2d6 23221e c7694b b9bfae 3e4f58',
    '3d2c2a f6ebdf d9905a 6b4a42 9fb3a4',
    'c9d6d3 16282a 2f5d62 a4bcb7 dd8a57',
    'd8cfe0 2a2038 6d4c8f bba9cc e58a6b',
    '1f3d36 f1f2e4 e0a458 3a6357 f2dfb8',
    'f0d9b8 2d1c12 a4502f e0b98a 3f5e5a',
  ),
  mystery: look(
    [eye, spiral, truchet, moons, doorAjar, forest],
    '1a1033 f1eaff b79cf2 46307a f5c065',
    '0b3b2e eff7ea d9c46c 1f6b52 f2ead0',
    'e4e0ec 211a33 5b3f8c b9aed0 d9713c',
    '2c2a3a f6f0e2 e8c06a 575372 c75146',
  ),
  documentary: look(
    [barcode, halftone, rings, truchet, waves],
    'f5f3ee 141414 d7262b c9c4b8 141414',
    '0f4c5c f5f1e6 e36414 2c7a86 f3d9b1',
    'dfe4e8 12212e 1665c1 a9bac8 f0803c',
    '20261f f0f3e6 b9d34c 4a5a40 f2efe0',
  ),
  nature: look(
    [leaves, ridges, waves, petals, forest],
    'dfe8c8 1d2b12 4f7f3a b2cc84 e08b3a',
    '12392a eef6e3 86b557 27634a f2cf7a',
    'd3eaf2 0d2a38 1f7a8c 9fd0de f29e4c',
  ),
  history: look(
    [arches, sunburst, barcode, slicedSun, stairs],
    'e6d5b0 2b2113 7c4a1e cbb078 3e4a3a',
    '2f2a20 f3e6c8 c98a3b 5b4f38 9aa37a',
    '43202a f8e9d6 d8a24a 74384a e9d3b0',
  ),
  war: look(
    [sunburst, barcode, shards, ridges, chevrons],
    '41462f f3eedd c9b77a 666b48 c65a3a',
    'cfc7ae 23241b 9b3d2a a49b78 3a3c2c',
    '2a2d34 f1ede2 a8342a 565b66 d6c9a3',
  ),
  animation: look(
    [confetti, quarters, waves, orbits, petals, leaves],
    '5bb8f5 06233b ff5d5d a9dbfb ffe066',
    'ffe3ef 44123a ff4f8b ffb8d2 4fb3bf',
    '43c59e 06281e ffd23f 92e0c6 f25f5c',
    '3b2a80 fff4e6 ff9f45 6a55c2 7ee8c7',
    'ffc857 2e1503 e9724c ffe2a0 255f85',
  ),
  music: look(
    [equaliser, rings, halftone, confetti, spiral],
    'ff6a45 210803 8f1d5a ff9d6e ffe8d6',
    '201335 ffeefc ff4fa3 5b2c91 33d6c8',
    'f3ecd8 1a1712 e4352b d8c9a3 1d6a72',
  ),
  sport: look(
    [lanes, halftone, chevrons, shards],
    '0a5c40 f4ffe9 f6e05e 12825a ffffff',
    'eef0f2 10151c 0047e0 bcc6d4 ff3b2f',
    'f26419 1d0b02 fff4e8 c94a0c 33202a',
  ),
} as const satisfies Record<string, Look>;

export type LookName = keyof typeof LOOKS;
