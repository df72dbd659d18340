import { seededRandom } from '@parlour/model';
import { describe, expect, it } from 'vitest';
import { chooseWeighting } from './choose-weighting.ts';
import { weightingsOf } from './weightings.ts';

const all = weightingsOf(() => true);
const others = all.weightings.slice(1);
const best = [0.75, 0, 0.25, 0];
/** What a mixture gains by how much nearer to the best it is than the start. */
const away = (weights: readonly number[]) => Math.hypot(...weights.map((share, at) => share - best[at]));
const gain = (weights: readonly number[]) => 0.04 * (away(all.weightings[0]) - away(weights));
const few = { reports: 1000, most: 0.5 };

describe('the way of mixing that is chosen', () => {
  it('is the best where there is no noise', () => {
    const chosen = chooseWeighting(all, { ...few, reports: 1e9, noise: 1e-6, gains: others.map(gain) });
    expect(chosen.weights).toEqual(best);
    expect(chosen.gain).toBeCloseTo(gain(best), 3);
  });

  it('is mostly nearly as good under the noise of one cohort', () => {
    const draws = Array.from({ length: 80 }, (_, seed) => {
      const random = seededRandom(seed + 1);
      const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
      const noise = 0.006;
      const gains = others.map((weights) => gain(weights) + noise * normal());
      const chosen = chooseWeighting(all, { ...few, noise, gains });
      expect(chosen.gainSe).toBeGreaterThan(0);
      return gain(chosen.weights);
    });
    expect(draws.reduce((sum, one) => sum + one, 0) / draws.length).toBeGreaterThan(0.7 * gain(best));
    expect(draws.filter((one) => one < 0).length).toBeLessThan(5);
  });

  it('is the start where all else does worse, and is not believed to gain where noise alone speaks', () => {
    const worse = others.map(() => -0.02);
    expect(chooseWeighting(all, { ...few, noise: 0.001, gains: worse })).toMatchObject({ place: 0, gain: 0 });
    let believed = 0;
    const random = seededRandom(7);
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    for (let trial = 0; trial < 80; trial += 1) {
      const chosen = chooseWeighting(all, { ...few, noise: 0.01, gains: others.map(() => 0.01 * normal()) });
      if (chosen.gain > 3 * chosen.gainSe) believed += 1;
    }
    expect(believed).toBeLessThan(4);
  });

  it('is held against what is served, wherever that lies', () => {
    const sharp = { ...few, reports: 1e9, noise: 1e-6, gains: others.map(gain) };
    const near = chooseWeighting(all, sharp, [0.7, 0.05, 0.25, 0]).overServed;
    const far = chooseWeighting(all, sharp, [0, 0, 0, 1]).overServed;
    expect(near.gain).toBeLessThan(far.gain);
    expect(far.gain).toBeCloseTo(gain(best) - gain([0, 0, 0, 1]), 2);
    expect(chooseWeighting(all, sharp, best).overServed.gain).toBeCloseTo(0, 6);
  });

  it('takes gains of these ways alone', () => {
    expect(() => chooseWeighting(all, { ...few, noise: 0.01, gains: [0.1] })).toThrow(RangeError);
  });
});
