import { describe, expect, it } from 'vitest';
import { memberSet } from '../member-set.ts';
import { SeededRandom } from '../test/seeded-random.ts';
import {
  attacked,
  everybodyBut,
  friendlyHalves,
  type Learned,
  type Shared,
  shared,
  shuffled,
  splitView,
} from './split-view.ts';

const DEVICES = 100;
const MINIMUM = 80;
/** As many as a device can be told to be missing. */
const SPARE = DEVICES - MINIMUM;

const all = Array.from({ length: DEVICES }, (_, i) => i);
const honestOf = ({ corrupt }: Shared) => all.filter((i) => !corrupt.has(i));
const drawnBy = ({ server }: Shared, index: number) =>
  (server.sealedBy.get(index) ?? []).map(({ receiver }) => receiver);

/** Nothing bare, and of sums at most one, of a cohort's worth of honest devices. */
const hidden = ({ bare, sums }: Learned, { corrupt }: Shared): boolean =>
  bare.length === 0 && sums.length <= 1 && sums.every((sum) => sum.length >= MINIMUM - corrupt.size);

describe.each([1, 2, 3])('an aggregator that tells devices different sharers (seed %i)', (seed) => {
  it('does not cut a device off from the neighbours that it drew', async () => {
    const begun = await shared(seed, DEVICES, MINIMUM);
    const [victim] = honestOf(begun);
    const friends = drawnBy(begun, victim).filter((i) => !begun.corrupt.has(i));
    const { degree, threshold } = begun.server.graph;
    const cut = new Set(friends.slice(0, Math.min(SPARE, degree - threshold)));
    const attack = await attacked(begun, (index) => everybodyBut(begun, index === victim ? cut : new Set()));
    expect(attack.states[victim]).toBeDefined();
    // Those that were cut off open its self-mask; the others are told that they, or it, are gone.
    for (const gone of [new Set<number>(), cut, new Set([victim]), new Set(friends.slice(-10))]) {
      const [whole, less] = [everybodyBut(attack, new Set()), everybodyBut(attack, gone)];
      expect(hidden(await splitView(attack, () => whole), attack)).toBe(true);
      expect(hidden(await splitView(attack, (index) => (cut.has(index) ? whole : less)), attack)).toBe(true);
      expect(hidden(await splitView(attack, (index) => (cut.has(index) ? less : whole)), attack)).toBe(true);
    }
  });

  it('would be found out by this analysis: with most of the cohort its own it does see single reports', async () => {
    const most = new Set(all.slice(0, 75));
    const attack = await attacked({ ...(await shared(seed, DEVICES, MINIMUM)), corrupt: most });
    const whole = everybodyBut(attack, new Set());
    expect((await splitView(attack, () => whole)).bare.length).toBeGreaterThan(0);
  });

  it('a device told to be without too many of them does not report', async () => {
    const begun = await shared(seed, DEVICES, 50);
    const [victim] = honestOf(begun);
    const { degree, threshold } = begun.server.graph;
    const cut = new Set(drawnBy(begun, victim).slice(0, degree - threshold + 1));
    const attack = await attacked(begun, (index) => everybodyBut(begun, index === victim ? cut : new Set()));
    expect(attack.states[victim]).toBeUndefined();
  });

  it('gains nothing from halves, friendly halves or a list for everybody', async () => {
    const random = new SeededRandom(seed);
    const views = [
      (begun: Shared) => {
        const half = friendlyHalves(begun, random);
        const [left, right] = [true, false].map((side) =>
          everybodyBut(begun, new Set(all.filter((i) => half[i] === side).slice(0, SPARE))),
        );
        return (index: number) => (half[index] ? right : left);
      },
      (begun: Shared) => {
        const lists = all.map((own) => {
          const others = shuffled(all, random).filter((i) => i !== own && !begun.corrupt.has(i));
          return memberSet(DEVICES, [own, ...begun.corrupt, ...others.slice(0, MINIMUM)]);
        });
        return (index: number) => lists[index];
      },
    ];
    for (const view of views) {
      const begun = await shared(seed, DEVICES, MINIMUM);
      const attack = await attacked(begun, view(begun));
      const whole = everybodyBut(attack, new Set());
      expect(hidden(await splitView(attack, () => whole), attack)).toBe(true);
      const [some] = honestOf(begun);
      const less = everybodyBut(attack, new Set([some]));
      expect(hidden(await splitView(attack, (index) => (index % 2 === 0 ? whole : less)), attack)).toBe(true);
    }
  });
});
