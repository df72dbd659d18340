import type { Query } from '@parlour/wire';
import { describe, expect, it } from 'vitest';
import { decodeSum } from '../encoding/decode-sum.ts';
import { encodeReport } from '../encoding/encode-report.ts';
import { planEncoding } from '../encoding/encoding-plan.ts';
import { seededWords } from '../encoding/test/seeded-words.ts';
import { smallBundle } from '../encoding/test/small-bundle.ts';
import { cheapTestSuite } from '../secure-aggregation/test/cheap-test-suite.ts';
import { finish, runLegs } from '../secure-aggregation/test/obedient-round.ts';
import { testRound } from '../secure-aggregation/test/test-round.ts';
import { nodeSuite } from '../secure-aggregation/suite/node-suite.ts';
import { moments, momentsId } from './moments.ts';

const query: Query = {
  id: momentsId('0123456789abcdef0123456789abcdef'),
  version: 1,
  purpose: 'To learn which kinds of titles go together.',
  dimension: 36,
  scale: 0.9,
  clipShare: 0.9,
  sumNorm: 0.5,
};
const asked = { query, norm: 0.9 };
const watched = ['b', 'a', 'c'].map((item, at) => ({ item, at }));

/** Of norm 1, another one for each order of items. */
function momentOf(items: readonly string[]): Float64Array {
  const vector = Float64Array.from({ length: 36 }, (_, i) => Math.sin((i + 1) * (items.join('').length + 1)));
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

describe('the model update', () => {
  it('is the moment of the history, oldest first, which the clip lets through whole', () => {
    const seen: string[][] = [];
    const { vector, items } = moments.answer(asked, {
      watched: [watched[2], watched[0], watched[1]],
      momentOf: (given) => {
        seen.push([...given]);
        return momentOf(given);
      },
    });
    expect(seen).toEqual([['b', 'a', 'c']]);
    expect(items).toEqual(['c', 'a', 'b']);
    expect(vector).toEqual(momentOf(['b', 'a', 'c']));
    expect(Math.hypot(...vector.map((value) => value * query.scale))).toBeCloseTo(asked.norm, 12);
  });

  it('is zeros where the basis is not to be had, or is of another size', () => {
    const zeros = { vector: new Float64Array(36), items: [] };
    expect(moments.answer(asked, { watched })).toEqual(zeros);
    expect(moments.answer(asked, { watched, momentOf: () => [1, 2, 3] })).toEqual(zeros);
  });

  it('is accepted for triangles, named by a basis, that fit their clip', () => {
    expect(moments.accepts(asked)).toBe(true);
    expect(moments.accepts({ ...asked, query: { ...query, dimension: 35 } })).toBe(false);
    expect(moments.accepts({ ...asked, query: { ...query, id: 'moments/abc' } })).toBe(false);
    expect(moments.accepts({ ...asked, norm: 0.5 })).toBe(false);
    expect(moments.meaning(asked)).toContain('8 by 8');
  });

  it('comes out of a masked round as the very sum of the unmasked reports', async () => {
    const bundle = smallBundle({ queries: [query], bits: 20 });
    const plan = await planEncoding(nodeSuite, bundle, new Uint8Array(32).fill(3));
    const round = await testRound(cheapTestSuite, {
      seed: 6,
      devices: 60,
      dimension: plan.dimension,
      bits: 20,
      minimumReports: 50,
      adversarialRate: 0.1,
      dropoutRate: 0.1,
    });
    const sum = new Uint32Array(plan.dimension);
    const leaves = new Set([4, 17]);
    round.devices.forEach((device, number) => {
      const said = moments.answer(asked, { watched: watched.slice(number % 3), momentOf });
      const report = encodeReport(plan, new Map([[query.id, said.vector]]), seededWords(number));
      device.report.set(report);
      if (!leaves.has(number)) report.forEach((word, i) => (sum[i] = (sum[i] + word) % 2 ** 20));
    });
    const running = await runLegs(
      round,
      'unmasking',
      (number, leg) => leaves.has(number) && leg === 'reporting',
    );
    const released = await finish(round, running);
    if (released.phase !== 'released') throw new Error(`the round is ${released.phase}`);
    expect(released.reports).toBe(58);
    expect(released.sum).toEqual(sum);
    expect(decodeSum(plan, released.sum)).toEqual(decodeSum(plan, sum));
  });
});
