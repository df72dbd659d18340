import { describe, expect, it } from 'vitest';
import { type RandomWords, WordStream } from '../encoding/random-words.ts';
import { SkellamSampler } from '../encoding/skellam-sampler.ts';
import { skellamTable } from '../encoding/skellam-table.ts';
import { seededWords } from '../encoding/test/seeded-words.ts';
import { decideExperiment, type Decision, normalQuantile } from './decide-experiment.ts';
import { armSums, qualityDimension } from './quality.ts';

const integers = 40;
const noise = 9;
const sampler = new SkellamSampler(skellamTable((noise * integers) ** 2));

interface World {
  readonly people: number;
  readonly share: number;
  /** Means of hits, clicks and completions in each arm. */
  readonly current: readonly number[];
  readonly candidate: readonly number[];
}

/** One round of an experiment: people drawn into arms, each a success or not in each measure (the most that a share can vary), the sum noised. */
function round({ people, share, current, candidate }: World, words: WordStream): Float64Array {
  const sum = new Float64Array(qualityDimension);
  const uniform = () => words.next() / 2 ** 32;
  for (let person = 0; person < people; person++) {
    const tries = uniform() < share;
    const start = tries ? 4 : 0;
    sum[start] += 1;
    (tries ? candidate : current).forEach((mean, at) => {
      if (uniform() < mean) sum[start + 1 + at] += 1;
    });
  }
  return sum.map((value) => value + sampler.sample(words) / integers);
}

/** How often each decision is come to in the end, when a decision ends the experiment and there are so many looks. */
function shares(world: World, looks: number, runs: number, seed: number): Record<Decision, number> {
  const random: RandomWords = seededWords(seed);
  const words = new WordStream(random);
  const counts: Record<Decision, number> = { promote: 0, 'roll-back': 0, 'go-on': 0 };
  for (let run = 0; run < runs; run++) {
    const sum = new Float64Array(qualityDimension);
    let decision: Decision = 'go-on';
    for (let look = 1; look <= looks && decision === 'go-on'; look++) {
      round(world, words).forEach((value, at) => {
        sum[at] += value;
      });
      const [current, candidate] = armSums(sum);
      ({ decision } = decideExperiment(current, candidate, { noise: noise * Math.sqrt(look), looks }));
    }
    counts[decision] += 1 / runs;
  }
  return counts;
}

const same = [0.2, 0.3, 0.1];
const runs = 800;
/** Six deviations above a probability of 0.05 in so many runs. */
const most = 0.05 + 6 * Math.sqrt((0.05 * 0.95) / runs);

describe('what is decided of a candidate', () => {
  it.each([
    ['in the middle', same],
    ['at the edges', [0.02, 0.97, 0.01]],
  ])('of one that is no better and no worse is wrong in no more than its error, %s', (_, means) => {
    const world = { people: 1000, share: 0.4, current: means, candidate: means };
    const { promote, 'roll-back': back } = shares(world, 4, runs, 1);
    expect(promote).toBeLessThan(most);
    expect(back).toBeLessThan(most);
    expect(promote + back).toBeGreaterThan(0);
  });

  it('promotes one that is worse in no more than its error, and mostly sends it back', () => {
    const world = { people: 1000, share: 0.4, current: same, candidate: [0.2, 0.3, 0.02] };
    const { promote, 'roll-back': back } = shares(world, 4, 300, 2);
    expect(promote).toBeLessThan(most);
    expect(back).toBeGreaterThan(0.9);
  });

  it('mostly promotes one that is clearly better', () => {
    const world = { people: 1000, share: 0.4, current: same, candidate: [0.34, 0.33, 0.12] };
    const { promote, 'roll-back': back } = shares(world, 4, 300, 3);
    expect(promote).toBeGreaterThan(0.9);
    expect(back).toBeLessThan(most);
  });

  it('goes on as long as an arm has too few people to tell', () => {
    const few = { people: 40, sums: [40, 40, 40] };
    const many = { people: 4000, sums: [0, 0, 0] };
    for (const noisy of [1, 9]) {
      expect(decideExperiment(many, few, { noise: noisy, looks: 1 })).toEqual({
        decision: 'go-on',
        differences: [],
      });
      expect(decideExperiment(few, many, { noise: noisy, looks: 1 }).decision).toBe('go-on');
    }
    expect(decideExperiment({ ...few, people: Number.NaN }, many, { noise: 1, looks: 1 }).decision).toBe(
      'go-on',
    );
  });

  it('knows the quantiles of the normal distribution', () => {
    expect(normalQuantile(0.5)).toBe(0);
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963985, 7);
    expect(normalQuantile(0.999)).toBeCloseTo(3.090232306, 7);
    expect(normalQuantile(1e-6)).toBeCloseTo(-4.753424309, 7);
    expect(() => normalQuantile(1)).toThrow(RangeError);
  });
});
