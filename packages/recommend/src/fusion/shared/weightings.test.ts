import { describe, expect, it } from 'vitest';
import { strategyNames } from '../fusion-weights.ts';
import { decodeWeightings, startsOf, weightingsOf } from './weightings.ts';

describe('ways of mixing', () => {
  it.each([
    [4, 35],
    [3, 15],
    [2, 5],
  ])('of %i strategies are every mixture in quarters, and the start in front', (members, lattice) => {
    const made = weightingsOf((name) => strategyNames.indexOf(name) < members);
    expect(made.members).toEqual(strategyNames.slice(0, members));
    expect(made.weightings).toHaveLength(1 + lattice);
    const [first] = made.weightings;
    expect(first[0] / first[1]).toBeCloseTo(0.35 / 0.25);
    for (const weights of made.weightings) expect(weights.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1);
  });

  it('are the same every time, so that answers of several epochs can be added up', () => {
    const has = () => true;
    expect(weightingsOf(has)).toEqual(weightingsOf(has));
    expect(decodeWeightings(new TextEncoder().encode(JSON.stringify(weightingsOf(has))))).toEqual(
      weightingsOf(has),
    );
  });

  it('are started from as they would be, once published', () => {
    const made = weightingsOf((name) => name !== 'graph');
    const starts = startsOf(made);
    expect(starts).toHaveLength(made.weightings.length);
    for (const start of starts) {
      expect(start.graph).toBe(0.3);
      expect(strategyNames.reduce((sum, name) => sum + start[name], 0)).toBeCloseTo(1);
    }
  });

  it.each(['', '{}', '{"format":1,"members":["content","context"],"weightings":[[1,1],[0,1]]}'])(
    'that are "%s" are refused by a typed error',
    (text) => {
      expect(() => decodeWeightings(new TextEncoder().encode(text))).toThrowError(
        expect.objectContaining({ code: 'model/damaged-fusion' }),
      );
    },
  );
});
