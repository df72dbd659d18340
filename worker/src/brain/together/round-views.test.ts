import { expect, it } from 'vitest';
import { roundViews } from './round-views.ts';
import type { PaidReport, SavedReport } from './saved-report.ts';

const paid = (round: string): PaidReport => ({
  kind: 'paid',
  round,
  bundle: 'b',
  epoch: '2026-w48',
  at: 1,
  amount: 120_000_000,
  bits: 20,
  dimension: 2,
  minimumReports: 50,
  queries: [
    { id: 'popularity/x', version: 1, purpose: 'p', dimension: 2, answered: true, noise: 3, items: ['a'] },
  ],
  packed: new Uint8Array(5),
});
const ended = (round: string, how: string): SavedReport => ({ kind: 'ended', round, at: 2, how });

it('rounds are told of with what was sent and how they ended, in a sentence where it ended early', () => {
  const reports = [
    paid('aa'),
    ended('aa', 'done'),
    ended('bb', 'aggregation/too-few-answers'),
    paid('cc'),
    ended('cc', 'ledger/other'),
    paid('dd'),
  ];
  const views = roundViews({ reports, round: undefined }, (item) => `The ${item}`);
  expect(views.map(({ round, how, why }) => [round, how, why])).toEqual([
    ['dd', 'unknown', undefined],
    ['cc', 'ledger/other', undefined],
    ['bb', 'aggregation/too-few-answers', 'Too few devices answered.'],
    ['aa', 'done', undefined],
  ]);
  expect(views[2].sent).toBeUndefined();
  expect(views[3].sent).toMatchObject({ bytes: 5, share: 0.12, queries: [{ names: ['The a'], noise: 3 }] });
});
