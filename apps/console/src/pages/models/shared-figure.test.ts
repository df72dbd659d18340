import type { ModelVersion } from '@parlour/wire/api';
import { expect, test } from 'vitest';
import { sharedFigure } from './shared-figure.ts';

const version = (createdAt: number, quality: Record<string, number>): ModelVersion => ({
  id: `00000000-0000-4000-8000-00000000000${createdAt}`,
  kind: 'fusion',
  sha256: String(createdAt),
  bytes: 1,
  createdAt,
  origin: { sources: [], rounds: [], command: null, quality },
  isPromoted: false,
  canaryShare: null,
});

test('the figure that most versions have is compared, the oldest first', () => {
  const versions = [
    version(3, { ndcg: 0.3 }),
    version(2, { rows: 9 }),
    version(1, { ndcg: 0.1, rows: 8, x: 1 }),
  ];
  expect(sharedFigure([...versions, version(4, { ndcg: 0.4 })])).toEqual({
    name: 'ndcg',
    points: [
      { at: 1, value: 0.1, sha256: '1' },
      { at: 3, value: 0.3, sha256: '3' },
      { at: 4, value: 0.4, sha256: '4' },
    ],
  });
});

test('one version alone is compared with nothing', () => {
  expect(sharedFigure([version(1, { ndcg: 0.1 })])).toBeUndefined();
  expect(sharedFigure([])).toBeUndefined();
});
