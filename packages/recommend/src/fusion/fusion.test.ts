import { seededRandom } from '@parlour/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adaptWeights } from './adapt-weights.ts';
import { alone, judgeOf } from './case-ranks.ts';
import { fuse } from './fuse.ts';
import { evidenceOf, type FusionEvidence, mostEvidence } from './fusion-evidence.ts';
import { startingWeights, strategyNames } from './fusion-weights.ts';
import { type FusionCase, learnWeights } from './learn-weights.ts';

const rows = 60;
const list = (name: (typeof strategyNames)[number], ...ranked: number[]) => ({
  name,
  rows: Int32Array.from(ranked),
});

describe('reciprocal rank fusion', () => {
  it('adds weight / (60 + rank)', () => {
    const fused = fuse([list('content', 3, 4), list('graph', 4)], startingWeights);
    expect([...fused.rows]).toEqual([4, 3]);
    expect(fused.scores[0]).toBeCloseTo(0.25 / 62 + 0.3 / 61, 12);
  });
  it('keeps a single list as it is, and nothing of the list before', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(rows - 1)), fc.uniqueArray(fc.nat(rows - 1)), (first, second) => {
        fuse([list('content', ...first)], startingWeights);
        expect([...fuse([list('context', ...second)], startingWeights).rows]).toEqual(second);
      }),
    );
  });
});

/** Each strategy puts the target at the front with its own chance. */
function casesOf(chances: Record<string, number>, count: number, seed = 3): FusionCase[] {
  const random = seededRandom(seed);
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
    const learned = learnWeights(casesOf({ collaborative: 0.4, graph: 0.4, content: 0.4 }, 300));
    expect(learned.ndcg).toBeGreaterThan(1.1 * learned.memberNdcg);
    expect(learned.gain).toBeGreaterThan(3 * learned.gainSe);
    expect(learned.trust).toBeGreaterThan(0);
  });
  it('judges as the fused list would', () => {
    const cases = casesOf({ collaborative: 0.5, content: 0.5 }, 40);
    const share = fc.constantFrom(0, 0.02, 0.35, 1);
    fc.assert(
      fc.property(fc.nat(39), share, share, share, (at, content, graph, context) => {
        const weights = { collaborative: 1, content, graph, context };
        const one = cases[at];
        const rank = fuse(one.lists, weights).rows.findIndex((row) => one.targets.has(row));
        const ndcg = rank < 0 || rank >= 10 ? 0 : 1 / Math.log2(rank + 2);
        expect(judgeOf(one)(weights)).toBeCloseTo(ndcg, 12);
      }),
    );
  });
  it('takes the best member alone where equal weights are worse than it, and the others only disturb', () => {
    const cases = casesOf({ collaborative: 0.6 }, 300);
    const learned = learnWeights(cases);
    const of = (weights: typeof startingWeights) =>
      cases.reduce((sum, each) => sum + judgeOf(each)(weights), 0) / cases.length;
    const equal = of({ collaborative: 1, content: 1, graph: 1, context: 1 });
    expect(equal).toBeLessThan(0.6 * learned.memberNdcg);
    expect(learned.member).toBe('collaborative');
    expect(of(learned.weights)).toBeGreaterThanOrEqual(of(alone('collaborative')));
    expect(learned.ndcg).toBeGreaterThanOrEqual(learned.memberNdcg);
    expect(learned.weights.collaborative).toBeGreaterThan(0.85);
  });
  it('is drawn back to the best member by few people, among whom chance alone makes a mixture look better', () => {
    let mixed = 0;
    for (let seed = 1; seed <= 40; seed += 1) {
      const { trust, gain } = learnWeights(casesOf({ collaborative: 0.5 }, 8, seed));
      mixed += trust > 0 ? 1 : 0;
      expect(gain).toBeGreaterThanOrEqual(0);
    }
    expect(mixed).toBeLessThan(10);
  });
  it('takes no cases at all, and a single one', () => {
    expect(learnWeights([]).weights.collaborative).toBe(1);
    expect(learnWeights(casesOf({ graph: 1 }, 1)).trust).toBe(0);
  });
});

describe('learning from feedback', () => {
  const lists = [list('content', 1, 2), list('graph', 5, 6), list('collaborative'), list('context')];
  const deeds = (count: number, row: number, liking: number): FusionEvidence[] =>
    Array.from({ length: count }, (_, at) => evidenceOf(`e${at}`, liking, lists, row)).filter(
      (one) => one !== undefined,
    );
  it('gives more to the strategy that ranked what was liked, within bounds', () => {
    const liked = adaptWeights(startingWeights, deeds(8, 1, 1));
    expect(liked.content).toBeGreaterThan(startingWeights.content);
    expect(liked.graph).toBeLessThan(startingWeights.graph);
    expect(adaptWeights(startingWeights, deeds(8, 1, -1)).content).toBeLessThan(0.25);
    const much = adaptWeights(startingWeights, deeds(mostEvidence, 1, 1));
    for (const name of strategyNames) expect(much[name]).toBeGreaterThan(0.02);
    expect(strategyNames.reduce((sum, name) => sum + much[name], 0)).toBeCloseTo(1);
  });
  it('leaves the weights where they were for one deed, and for what nobody suggested', () => {
    const unmoved = adaptWeights(startingWeights, deeds(1, 1, 0.7));
    for (const name of strategyNames) expect(unmoved[name]).toBeCloseTo(startingWeights[name], 12);
    expect(evidenceOf('e', 1, lists, 40)).toBeUndefined();
    expect(evidenceOf('e', 0, lists, 1)).toBeUndefined();
  });
  it('makes nothing of chance: of people without a favourite strategy few see their weights move', () => {
    const random = seededRandom(9);
    let moved = 0;
    for (let person = 0; person < 200; person += 1) {
      const evidence = Array.from({ length: 60 }, (_, at) => ({
        event: `${at}`,
        liking: random() < 0.8 ? 0.7 : -1,
        rewards: { collaborative: random(), content: random(), graph: random(), context: random() },
      }));
      const weights = adaptWeights(startingWeights, evidence);
      moved += strategyNames.some((name) => Math.abs(Math.log(weights[name] / startingWeights[name])) > 0.5)
        ? 1
        : 0;
    }
    expect(moved).toBeLessThan(10);
  });
  it('keeps the share of a strategy that made no lists', () => {
    const evidence = Array.from({ length: 20 }, (_, at) => ({
      event: `${at}`,
      liking: 1,
      rewards: { content: 1, context: 0 },
    }));
    const { collaborative, graph, content, context } = adaptWeights(startingWeights, evidence);
    expect(collaborative / graph).toBeCloseTo(0.35 / 0.3, 12);
    expect(content / context).toBeGreaterThan(3 * (0.25 / 0.1));
  });
  it('falls back towards the strategy that does better than the mixture all the time', () => {
    const random = seededRandom(4);
    const evidence = Array.from({ length: mostEvidence }, (_, at) => ({
      event: `${at}`,
      liking: 0.7,
      rewards: {
        collaborative: 0.3 * random(),
        content: 0.3 * random(),
        graph: 0.6 + 0.4 * random(),
        context: 0.3 * random(),
      },
    }));
    expect(adaptWeights(startingWeights, evidence).graph).toBeGreaterThan(0.75);
  });
});
