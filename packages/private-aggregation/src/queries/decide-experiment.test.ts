import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WordStream } from '../encoding/random-words.ts';
import { SkellamSampler } from '../encoding/skellam-sampler.ts';
import { skellamTable } from '../encoding/skellam-table.ts';
import { seededWords } from '../encoding/test/seeded-words.ts';
import { type Decided, decideExperiment, type Decision, lookShare } from './decide-experiment.ts';
import { normalQuantile } from './normal-quantile.ts';
import { experimentOfSums, type QualitySum } from './experiment-of-sums.ts';
import { qualityDimension, qualityReach } from './quality.ts';

const integers = 40;
const noise = 9;
const sampler = new SkellamSampler(skellamTable((noise * integers) ** 2));

interface World {
  /** In a round. */
  readonly people: number;
  readonly share: number;
  /** Means of hits, clicks and completions in each arm. */
  readonly current: readonly number[];
  readonly candidate: readonly number[];
  /** Whether the same people report in each round, and the same: the most that rounds can be alike. */
  readonly isSameAgain?: boolean;
  /** What is added to the sum of one round by whoever keeps to no protocol. */
  readonly poisoned?: { readonly look: number; readonly add: readonly number[] };
}

/** People drawn into arms, each a success or not in each measure: the most that a share can vary. */
function people({ people: count, share, current, candidate }: World, words: WordStream): Float64Array {
  const sum = new Float64Array(qualityDimension);
  const uniform = () => words.next() / 2 ** 32;
  for (let person = 0; person < count; person++) {
    const tries = uniform() < share;
    const start = tries ? 4 : 0;
    sum[start] += 1;
    (tries ? candidate : current).forEach((mean, at) => {
      if (uniform() < mean) sum[start + 1 + at] += 1;
    });
  }
  return sum;
}

/** An experiment as it is looked at after each round, one round an epoch. */
function* experiment(world: World, looks: number, words: WordStream): Generator<Decided> {
  const rounds: QualitySum[] = [];
  let said = people(world, words);
  for (let look = 1; look <= looks; look++) {
    if (look > 1 && world.isSameAgain !== true) said = people(world, words);
    const slots = said.map((value) => value + sampler.sample(words) / integers);
    if (look === world.poisoned?.look) world.poisoned.add.forEach((value, at) => (slots[at] += value));
    rounds.push({ epoch: String(look), slots, reports: world.people, noise });
    yield decideExperiment(experimentOfSums(rounds), { look });
  }
}

/** How often each decision is come to in the end, when a decision ends the experiment and there are so many looks. */
function shares(world: World, looks: number, runs: number, seed: number): Record<Decision, number> {
  const words = new WordStream(seededWords(seed));
  const counts: Record<Decision, number> = { promote: 0, 'roll-back': 0, 'go-on': 0 };
  for (let run = 0; run < runs; run++) {
    let decision: Decision = 'go-on';
    for (const decided of experiment(world, looks, words)) {
      ({ decision } = decided);
      if (decision !== 'go-on') break;
    }
    counts[decision] += 1 / runs;
  }
  return counts;
}

const same = [0.2, 0.3, 0.1];
const runs = 600;
/** Six deviations above a probability in so many runs. */
const above = (probability: number, of: number): number =>
  probability + 6 * Math.sqrt((probability * (1 - probability)) / of);
const most = above(0.05, runs);

describe('what is decided of a candidate', () => {
  it.each([
    ['in the middle', { current: same, candidate: same }],
    ['at the edges', { current: [0.02, 0.97, 0.01], candidate: [0.02, 0.97, 0.01] }],
    ['of the same people again', { current: same, candidate: same, isSameAgain: true }],
  ])('of one that is no better and no worse is wrong in no more than its error, %s', (_, means) => {
    const { promote, 'roll-back': back } = shares({ people: 600, share: 0.4, ...means }, 6, runs, 1);
    expect(promote).toBeLessThan(most);
    expect(back).toBeLessThan(most);
  });

  it('bounds hold at all looks together, for whatever is true, with the probability that is said', () => {
    const mean = fc.double({ min: 0.02, max: 0.98, noNaN: true });
    const means = fc.tuple(mean, mean, mean);
    let [all, below, over] = [0, 0, 0];
    fc.assert(
      fc.property(
        fc.record({ current: means, candidate: means, isSameAgain: fc.boolean() }),
        fc.double({ min: 0.25, max: 0.5, noNaN: true }),
        fc.constantFrom(180, 700),
        fc.nat(),
        (world, share, count, seed) => {
          const words = new WordStream(seededWords(seed));
          const truth = world.candidate[0] - world.current[0];
          let [isBelow, isOver] = [false, false];
          for (const { measures } of experiment({ people: count, share, ...world }, 6, words)) {
            // So few people in an arm that their number hardly stands out of the noise, and many.
            expect(count === 700 ? measures.length : 3).toBe(3);
            if (measures.length === 0) continue;
            isBelow ||= truth < measures[0].difference.atLeast;
            isOver ||= truth > measures[0].difference.atMost;
          }
          all += 1;
          below += Number(isBelow);
          over += Number(isOver);
        },
      ),
      { numRuns: 400 },
    );
    expect(below / all).toBeLessThan(above(0.05, all));
    expect(over / all).toBeLessThan(above(0.05 / 3, all));
  });

  it('is no wider than noise and chance make it', () => {
    const words = new WordStream(seededWords(5));
    const world = { people: 1000, share: 0.5, current: [0.3, 0.3, 0.3], candidate: [0.4, 0.3, 0.3] };
    const found = Array.from({ length: 400 }, () => experiment(world, 1, words).next().value?.measures[0]);
    const means = found.map((one) => one?.difference.mean ?? Number.NaN);
    const centre = means.reduce((sum, value) => sum + value, 0) / means.length;
    const deviation = Math.sqrt(
      means.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (means.length - 1),
    );
    const { difference } = found[0] ?? {};
    const said = ((difference?.mean ?? 0) - (difference?.atLeast ?? 0)) / normalQuantile(1 - 0.05 / 2);
    // Six deviations of a deviation of 400 draws, and what is taken for granted at the edges.
    expect(said).toBeGreaterThan(deviation * (1 - 6 / Math.sqrt(800)));
    expect(said).toBeLessThan(deviation * (1 + 6 / Math.sqrt(800)) * 1.1);
    expect(Math.abs(centre - 0.1)).toBeLessThan((6 * deviation) / Math.sqrt(400));
  });

  it('promotes one that is worse in no more than its error, and mostly sends it back', () => {
    const world = { people: 1000, share: 0.4, current: same, candidate: [0.2, 0.3, 0.02] };
    const { promote, 'roll-back': back } = shares(world, 6, 200, 2);
    expect(promote).toBeLessThan(most);
    expect(back).toBeGreaterThan(0.9);
  });

  it('mostly promotes one that is clearly better', () => {
    const world = { people: 1000, share: 0.4, current: same, candidate: [0.36, 0.33, 0.12] };
    const { promote, 'roll-back': back } = shares(world, 6, 200, 3);
    expect(promote).toBeGreaterThan(0.9);
    expect(back).toBeLessThan(most);
  });

  it('goes on as long as an arm has too few people to tell', () => {
    const few = { people: 40, sum: 40 };
    const many = { people: 4000, sum: 0 };
    for (const noisy of [1, 9])
      for (const [current, candidate] of [
        [many, few],
        [few, many],
        [{ ...few, people: Number.NaN }, many],
      ]) {
        const one = { current, candidate, noise: noisy, epochs: 1 };
        const decided = decideExperiment({ measures: [one, one, one] }, { look: 1 });
        expect(decided).toEqual({ decision: 'go-on', measures: [] });
      }
  });

  describe('where one of five rounds is poisoned', () => {
    const alike = { people: 1000, share: 0.5, current: same, candidate: same };
    // A device that keeps to nothing adds any vector; the sum's length alone holds it, in people of norm 2 at most.
    const longest = 2 * qualityReach(0.5, alike.people) * alike.people;
    const honest = Math.hypot(500, 100, 150, 50, 500, 100, 150, 50);
    const room = Math.sqrt(longest ** 2 - honest ** 2);
    const lies: [string, number[]][] = [
      ['lifts what the candidate found', [0, 0, 0, 0, 0, room, 0, 0]],
      ['takes away what the current one found', [0, -room, 0, 0, 0, 0, 0, 0]],
      ['invents people who found all', [0, 0, 0, 0, room / 2, room / 2, room / 2, room / 2]],
      ['lifts a little', [0, 0, 0, 0, 0, 100, 0, 0]],
      // Fifty devices that keep to the protocol in all but what they say: a twentieth of the round.
      ['is of fifty who say that all was found', [-25, -5, -8, -3, 25, 45, 18, 22]],
    ];
    it.each(lies)('promotes no more than chance does: one that %s', (_, add) => {
      const words = new WordStream(seededWords(7));
      let promoted = 0;
      for (let run = 0; run < 100; run++) {
        const decided = [...experiment({ ...alike, poisoned: { look: 1 + (run % 5), add } }, 5, words)];
        promoted += decided[4].decision === 'promote' ? 0.01 : 0;
      }
      expect(promoted).toBeLessThan(above(0.05, 100));
    });

    it('still promotes what is clearly better, and sends back what is clearly worse', () => {
      const words = new WordStream(seededWords(8));
      const counts = { promote: 0, 'roll-back': 0, 'go-on': 0 };
      for (let run = 0; run < 40; run++) {
        const isBetter = run % 2 === 0;
        const candidate = isBetter ? [0.36, 0.33, 0.12] : [0.2, 0.3, 0.02];
        const add = isBetter ? [0, room, 0, 0, 0, 0, 0, 0] : [0, 0, 0, 0, 0, room, 0, 0];
        const decided = [...experiment({ ...alike, candidate, poisoned: { look: 2, add } }, 5, words)];
        counts[decided[4].decision] += 1;
      }
      expect(counts.promote).toBeGreaterThan(15);
      expect(counts['roll-back']).toBeGreaterThan(15);
    });
  });

  it('is less sure of the same sums at a later look, by what that look may spend', () => {
    const one = {
      current: { people: 900, sum: 200 },
      candidate: { people: 800, sum: 260 },
      noise: 9,
      epochs: 1,
    };
    const widthAt = (look: number): number[] => {
      const [{ difference }] = decideExperiment({ measures: [one, one, one] }, { look }).measures;
      return [difference.mean - difference.atLeast, difference.atMost - difference.mean];
    };
    const [[better, worse], [later, worseLater]] = [widthAt(1), widthAt(7)];
    const spent = 0.05 * lookShare(7);
    expect(later / better).toBeCloseTo(normalQuantile(1 - spent) / normalQuantile(1 - 0.05 / 2), 9);
    expect(worseLater / worse).toBeCloseTo(normalQuantile(1 - spent / 3) / normalQuantile(1 - 0.05 / 6), 9);
  });

  it('spends all of its error over any number of looks, and no more', () => {
    const spent = (looks: number) =>
      Array.from({ length: looks }, (_, at) => lookShare(at + 1)).reduce((sum, share) => sum + share, 0);
    expect(spent(5)).toBeCloseTo(5 / 6, 12);
    expect(spent(100_000)).toBeLessThan(1);
  });
});
