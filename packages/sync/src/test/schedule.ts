import fc from 'fast-check';
import type { SyncSuite } from '../suite/sync-suite.ts';
import { seededRandom } from './seeded-random.ts';
import { SyncWorld } from './sync-world.ts';

const step = fc.record({
  what: fc.integer({ min: 0, max: 116 }),
  a: fc.nat(1000),
  b: fc.nat(1000),
});

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function take(world: SyncWorld, { what, a, b }: Step): void {
  if (what < 35) world.edit(a);
  else if (what < 50) world.seal(a);
  else if (what < 82) world.connect(a, b % 3 === 0 ? 0 : b % 80);
  else if (what < 86) world.checkpoint(a);
  else if (what < 90) world.crash(a);
  else if (what < 94) world.pair(a);
  else if (what < 97) world.remove(a, b);
  else if (what < 98) world.leave(a);
  else if (what < 99) world.moveOn(a);
  else if (what < 100) world.settle();
  else if (isNewWords(what)) world.renewWords(a);
  else if (what < 105) world.recover(a);
  else world.changeProfile(a, b);
}

/** Of a step: new recovery words are made. */
export const isNewWords = (what: number): boolean => what === 100 || what === 101;

/** What happens to devices and connections. */
export const schedule = fc.record({
  seed: fc.nat(2 ** 31),
  devices: fc.integer({ min: 5, max: 8 }),
  steps: fc.array(step, { minLength: 10, maxLength: 50, size: 'max' }),
});

export interface Schedule {
  readonly seed: number;
  readonly devices: number;
  readonly steps: readonly Step[];
}

export function runSchedule(suite: SyncSuite, { seed, devices, steps }: Schedule): SyncWorld {
  const world = new SyncWorld({ suite, random: seededRandom(seed) });
  for (let i = 1; i < devices; i++) world.pair(i);
  world.settle();
  for (const one of steps) take(world, one);
  world.settle();
  return world;
}
