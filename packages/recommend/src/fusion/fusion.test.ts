import { seededRandom } from '@parlour/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adaptWeights } from './adapt-weights.ts';
import { fuser } from './fuse.ts';
import { startingWeights, strategyNames } from './fusion-weights.ts';
import { type FusionCase, learnWeights } from './learn-weights.ts';

const rows = 60;
const list = (name: (typeof strategyNames)[number], ...ranked: number[]) => ({
  name,
  rows: Int32Array.from(ranked),
});

describe('reciprocal rank fusion', () => {
  it('adds weight / (60 + rank)', () => {
    const fused = fuser(rows)([list('content', 3, 4), list('graph', 4)], startingWeights);
    expect([...fused.rows]).toEqual([4, 3]);
    expect(fused.scores[0]).toBeCloseTo(0.25 / 62 + 0.3 / 61, 12);
  });
  it('keeps a single list as it is, and nothing of the list before', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(rows - 1)), fc.uniqueArray(fc.nat(rows - 1)), (first, second) => {
        const fuse = fuser(rows);
        fuse([list('content', ...first)], startingWeights);
        expect([...fuse([list('context', ...second)], startingWeights).rows]).toEqual(second);
      }),
    );
  });
});

/** Each strategy puts the target at the front with its own chance. */
function casesOf(chances: Record<string, number>, count: number): FusionCase[] {
  const random = seededRandom(3);
  return Array.from({ length: count }, () => {
    const target = Math.floor(random() * rows);
    return {
      targets: new Set([target]),
      lists: strategyNames.map((name) => {
        const others = Array.from({ length: 30 }, () => Math.floor(random() * rows));
        const ranked = random() < (chances[name] ?? 0) ? [others[0], target, ...others] : others;
        return list(name, ...new Set(ranked));
      }),
    };
  });
}

describe('learning the weights', () => {
  it('uses strategies that know different things', () => {
    const learned = learnWeights(casesOf({ collaborative: 0.4, graph: 0.4, content: 0.4 }, 300), rows);
    expect(learned.ndcg).toBeGreaterThan(1.1 * learned.memberNdcg);
    expect(learned.trust).toBeGreaterThan(0);
  });
  it('falls back to the best member where the others only disturb', () => {
    const learned = learnWeights(casesOf({ collaborative: 0.6 }, 300), rows);
    expect(learned.member).toBe('collaborative');
    expect(learned.ndcg).toBeGreaterThanOrEqual(learned.memberNdcg);
    expect(learned.weights.collaborative).toBeGreaterThan(0.85);
  });
  it('takes no cases at all', () => {
    expect(learnWeights([], rows).weights.collaborative).toBe(1);
  });
});

describe('learning from feedback', () => {
  it('gives more to the strategy that ranked what was liked, within bounds', () => {
    const lists = [list('content', 1, 2), list('graph', 5, 6)];
    const liked = adaptWeights(startingWeights, startingWeights, lists, 1, 1);
    expect(liked.content).toBeGreaterThan(startingWeights.content);
    expect(liked.graph).toBeLessThan(startingWeights.graph);
    expect(adaptWeights(startingWeights, startingWeights, lists, 1, -1).content).toBeLessThan(0.25);
    let weights = startingWeights;
    for (let time = 0; time < 500; time += 1) weights = adaptWeights(weights, startingWeights, lists, 1, 1);
    for (const name of strategyNames) expect(weights[name]).toBeGreaterThan(0.02);
    expect(strategyNames.reduce((sum, name) => sum + weights[name], 0)).toBeCloseTo(1);
  });
});
