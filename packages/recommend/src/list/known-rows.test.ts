import type { HistoryEvent } from '@parlour/wire';
import { expect, test } from 'vitest';
import { knownRows } from './known-rows.ts';

test('known is what was seen, judged or refused, not what was looked at or listed', () => {
  const kinds: HistoryEvent['kind'][] = [
    'completion',
    'rating',
    'seen',
    'like',
    'share',
    'not-for-me',
    'view',
    'click',
    'watchlist',
    'unwatchlist',
  ];
  const events = kinds.map((kind, index) => ({ id: kind, kind, item: `${index}`, at: 0, source: 'viewer' }));
  const unmatched: HistoryEvent = { id: 'x', kind: 'seen', at: 0, source: 'netflix', title: { name: 'X' } };
  const rowOf = (item: string): number | undefined => (item === '0' ? undefined : Number(item));
  expect([...knownRows([...events, unmatched], rowOf)]).toEqual([1, 2, 3, 4, 5]);
});
