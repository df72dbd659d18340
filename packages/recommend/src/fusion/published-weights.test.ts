import { describe, expect, it } from 'vitest';
import { startingWeights, strategyNames } from './fusion-weights.ts';
import type { LearnedWeights } from './learn-weights.ts';
import { decodeFusion, encodeFusion, weightsOf } from './published-weights.ts';

const learned: LearnedWeights = {
  weights: { collaborative: 2 / 3, content: 0, graph: 1 / 3, context: 0 },
  member: 'collaborative',
  trust: 0.5,
  cases: 600,
  memberNdcg: 0.13,
  ndcg: 0.14,
  gain: 0.01,
  gainSe: 0.002,
};
const sumOf = (weights: typeof startingWeights): number =>
  strategyNames.reduce((sum, name) => sum + weights[name], 0);

describe('published weights', () => {
  it('are read as they were written', () => {
    const bytes = encodeFusion(learned, 'a split');
    expect(bytes.length).toBeLessThan(1_000);
    const file = decodeFusion(bytes);
    expect(file.weights).toEqual({ collaborative: 0.66667, content: 0, graph: 0.33333, context: 0 });
    expect(file.measured).toMatchObject({
      source: 'a split',
      people: 600,
      bestMember: 'collaborative',
      gain: 0.01,
    });
  });
  it('are where a device starts, with a little left for who needs the others', () => {
    const start = weightsOf(decodeFusion(encodeFusion(learned, '')));
    expect(start.collaborative / start.graph).toBeCloseTo(2, 1);
    expect(start.content).toBeCloseTo(0.02 * startingWeights.content);
    expect(sumOf(start)).toBeCloseTo(1);
  });
  it('leave strategies that were not measured their starting share', () => {
    const file = decodeFusion(encodeFusion(learned, ''));
    const start = weightsOf({
      ...file,
      members: ['collaborative', 'content'],
      weights: { collaborative: 1, content: 0 },
    });
    expect(start.graph).toBe(startingWeights.graph);
    expect(start.context).toBe(startingWeights.context);
    expect(sumOf(start)).toBeCloseTo(1);
    expect(start.collaborative).toBeGreaterThan(0.58);
  });
  it.each(['', '{}', '[1]', 'null'])('that are "%s" are refused by a typed error', (text) => {
    expect(() => decodeFusion(new TextEncoder().encode(text))).toThrowError(
      expect.objectContaining({ code: 'model/damaged-fusion' }),
    );
  });
});
