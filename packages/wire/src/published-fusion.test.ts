import * as v from 'valibot';
import { expect, test } from 'vitest';
import { PublishedFusion } from './published-fusion.ts';

const good: PublishedFusion = {
  format: 1,
  members: ['collaborative', 'graph'],
  weights: { collaborative: 0.75, graph: 0.25 },
  measured: {
    source: 'mt100k_loo',
    people: 800,
    bestMember: 'collaborative',
    bestMemberNdcg: 0.13,
    ndcg: 0.14,
    gain: 0.01,
    gainSe: 0.004,
  },
};

test('a file as train fusion writes it', () => {
  expect(v.parse(PublishedFusion, JSON.parse(JSON.stringify(good)))).toEqual(good);
});

test.each([
  ['of another format', { ...good, format: 2 }],
  ['a member without a weight', { ...good, weights: { collaborative: 1 } }],
  ['a weight of no member', { ...good, weights: { collaborative: 0.75, graph: 0.25, context: 0 } }],
  ['a member named twice', { ...good, members: ['collaborative', 'collaborative', 'graph'] }],
  ['weights that do not add up', { ...good, weights: { collaborative: 0.5, graph: 0.25 } }],
  ['a weight below nothing', { ...good, weights: { collaborative: 1.5, graph: -0.5 } }],
  ['a weight that is no number', { ...good, weights: { collaborative: Number.NaN, graph: 0.25 } }],
  ['an unknown strategy', { ...good, members: ['collaborative', 'magic'] }],
  ['more than it should hold', { ...good, extra: true }],
])('%s is refused', (_, file) => {
  expect(v.safeParse(PublishedFusion, file).success).toBe(false);
});
