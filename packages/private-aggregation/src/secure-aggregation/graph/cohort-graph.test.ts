import { describe, expect, it } from 'vitest';
import type { RoundSetup } from '../round-setup.ts';
import { cohortGraph } from './cohort-graph.ts';

const setup = (adversarialRate: number, dropoutRate: number) =>
  ({ adversarialRate, dropoutRate }) as RoundSetup;

describe('the graph of a cohort', () => {
  it('is that of a semi-malicious aggregator', () => {
    expect(cohortGraph(1000, setup(0.1, 0.1))).toEqual({ degree: 96, threshold: 67 });
    expect(cohortGraph(150, setup(0.1, 0.1))).toEqual({ degree: 44, threshold: 30 });
  });

  it('has more shares to a secret than the two kinds of it could be opened with', () => {
    for (const clients of [50, 120, 1000, 10_000]) {
      const { degree, threshold } = cohortGraph(clients, setup(0.1, 0.1));
      expect(2 * threshold).toBeGreaterThan(degree);
    }
  });

  it('is refused where shares would not fit into GF(256)', () => {
    expect(() => cohortGraph(10_000, setup(0.1, 0.3))).toThrow(
      expect.objectContaining({ code: 'aggregation/degree-too-high' }),
    );
  });

  it('is refused where none is safe', () => {
    expect(() => cohortGraph(50, setup(0.45, 0.45))).toThrow(
      expect.objectContaining({ code: 'aggregation/cohort-size' }),
    );
  });
});
