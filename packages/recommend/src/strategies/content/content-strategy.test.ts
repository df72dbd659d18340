import { plantedFeatures } from '@parlour/model/planted-features';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compactFeatures } from '../../space/compact-features.ts';
import { itemSpace } from '../../space/item-space.ts';
import type { History } from '../strategy.ts';
import { bestLevels } from './best-levels.ts';
import { contentStrategy } from './content-strategy.ts';

const themes = 6;
const space = itemSpace(compactFeatures(plantedFeatures(300, themes)));
const strategy = contentStrategy(space);
const all = new Uint8Array(300).fill(1);
const liking = (...rows: number[]): History => rows.map((row, at) => ({ row, at, weight: 0.5 }));

describe('content', () => {
  it('finds each of several interests, and names a title for each', () => {
    const { interests } = strategy.prepare(liking(0, 6, 12, 18, 1, 7, 13));
    expect(interests.map(({ medoid }) => medoid % themes).toSorted((left, right) => left - right)).toEqual([
      0, 1,
    ]);
    expect(interests[0].share + interests[1].share).toBeCloseTo(1);
    expect(interests[0].share).toBeGreaterThan(interests[1].share);
  });
  it('ranks titles of both interests, and none of neither', () => {
    const { rows } = strategy.prepare(liking(0, 6, 12, 1, 7)).rank(all);
    const found = new Set([...rows.subarray(0, 60)].map((row) => row % themes));
    expect(found).toEqual(new Set([0, 1]));
  });
  it('ranks only what is allowed', () => {
    const allowed = Uint8Array.from(all, (_, row) => Number(row >= 150));
    const { rows } = strategy.prepare(liking(0, 6)).rank(allowed);
    expect(rows.length).toBeGreaterThan(0);
    expect(Math.min(...rows)).toBeGreaterThanOrEqual(150);
  });
  it('ranks nothing for nobody', () => {
    expect(strategy.prepare([]).rank(all).rows).toHaveLength(0);
    expect(strategy.prepare([{ row: 3, at: 0, weight: -1 }]).rank(all).rows).toHaveLength(0);
  });
  it('takes its scores apart into titles and their interest', () => {
    const prepared = strategy.prepare(liking(0, 6, 12, 1, 7));
    const ranking = prepared.rank(all);
    const evidence = ranking.evidence(ranking.rows[3]);
    const titles = evidence.filter((one) => one.kind === 'history');
    const sum = titles.reduce((total, { weight }) => total + weight, 0);
    expect(sum).toBeCloseTo(ranking.scores[3], 4);
    expect(evidence.find((one) => one.kind === 'interest')?.weight).toBeCloseTo(ranking.scores[3], 4);
  });
  it('knows the score without a title as if it had never been there', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(299), { minLength: 1, maxLength: 20 }),
        fc.nat(299),
        fc.nat(),
        (rows, row, pick) => {
          const without = rows[pick % rows.length];
          const without1 = strategy.prepare(liking(...rows.filter((one) => one !== without)));
          const expected = without1.scoreWithout(row, undefined);
          expect(strategy.prepare(liking(...rows)).scoreWithout(row, without)).toBeCloseTo(expected, 5);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('best levels', () => {
  it('takes as many as asked for, the highest', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.integer({ min: 1, max: 30 }), (levels, count) => {
        const allowed = Uint8Array.from(levels, (_, row) => Number(row % 3 !== 0));
        const rows = bestLevels(levels, allowed, count);
        const may = [...levels.keys()].filter((row) => allowed[row] === 1);
        const expected = may
          .sort((left, right) => levels[right] - levels[left] || left - right)
          .slice(0, count);
        expect([...rows]).toEqual(expected.sort((left, right) => left - right));
      }),
    );
  });
});
