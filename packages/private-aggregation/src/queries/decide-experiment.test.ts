import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WordStream } from '../encoding/random-words.ts';
import { SkellamSampler } from '../encoding/skellam-sampler.ts';
import { skellamTable } from '../encoding/skellam-table.ts';
import { seededWords } from '../encoding/test/seeded-words.ts';
import { type Decided, decideExperiment, type Decision, lookShare } from './decide-experiment.ts';
import { normalQuantile } from './normal-quantile.ts';
import { armSums, qualityDimension } from './quality.ts';

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
  const all = new Float64Array(qualityDimension);
  let said = people(world, words);
  for (let look = 1; look <= looks; look++) {
    if (look > 1 && world.isSameAgain !== true) said = people(world, words);
    said.forEach((value, at) => {
      all[at] += value + sampler.sample(words) / integers;
    });
    const [current, candidate] = armSums(all);
    yield decideExperiment(current, candidate, { noise: noise * Math.sqrt(look), look, epochs: look });
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
          for (const { measures } of experiment({ people: count, share, ...world }, 5, words)) {
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
    const few = { people: 40, sums: [40, 40, 40] };
    const many = { people: 4000, sums: [0, 0, 0] };
    for (const noisy of [1, 9]) {
      const options = { noise: noisy, look: 1, epochs: 1 };
      expect(decideExperiment(many, few, options)).toEqual({ decision: 'go-on', measures: [] });
      expect(decideExperiment(few, many, options).decision).toBe('go-on');
      expect(decideExperiment({ ...few, people: Number.NaN }, many, options).decision).toBe('go-on');
    }
  });

  it('spends all of its error over any number of looks, and no more', () => {
    const spent = (looks: number) =>
      Array.from({ length: looks }, (_, at) => lookShare(at + 1)).reduce((sum, share) => sum + share, 0);
    expect(spent(5)).toBeCloseTo(5 / 6, 12);
    expect(spent(100_000)).toBeLessThan(1);
  });
});
