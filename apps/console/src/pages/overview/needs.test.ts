import type { Health, RoundStatus } from '@parlour/wire/api';
import { expect, test } from 'vitest';
import { needs } from './needs.ts';

const now = Date.UTC(2026, 10, 30);
const living = { host: 'a', pid: 1, version: '0.1.0', since: now, seenAt: now };
const health: Health = {
  queue: { depth: 0, oldestMs: 0, running: 0, later: 0, retrying: 0, failed: [] },
  database: {
    bytes: 1,
    connections: 1,
    mostConnections: 100,
    version: '17',
    migration: { name: '0000', applied: 1, missing: 0 },
  },
  disk: { bytes: 100, freeBytes: 50 },
  processes: [
    { ...living, kind: 'server' },
    { ...living, kind: 'queue' },
  ],
};
const round = (abortReason: string | null, endedAt: number): RoundStatus => ({
  id: 'a'.repeat(64),
  bundle: 'b'.repeat(64),
  phase: 'aborted',
  by: 'hand',
  members: null,
  answers: 0,
  legs: [],
  outcomes: { accepted: 0, duplicate: 0, late: 0, malformed: 0, wrongToken: 0, refused: 0 },
  createdAt: endedAt,
  legClosesAt: endedAt,
  endedAt,
  abortReason,
  reports: null,
});
const keys = (changed: Partial<Health>, rounds: readonly RoundStatus[] = []) =>
  needs({ health: { ...health, ...changed }, rounds, jobs: [], now }).map(({ key }) => key);

test('where all is well nothing needs attention', () => {
  expect(keys({})).toEqual([]);
});

test('the worst comes first', () => {
  const { queue } = health;
  const failed = [{ task: 'unmask', jobs: 2, lastAt: now }];
  expect(
    keys({
      disk: { bytes: 100, freeBytes: 10 },
      processes: [],
      queue: { ...queue, oldestMs: 180_000, failed },
    }),
  ).toEqual(['no-queue', 'disk', 'queue-age', 'failed unmask']);
});

test('rounds that ended without a sum count for a day, but not those that an operator ended', () => {
  expect(keys({}, [round('too-few-answers', now - 1000)])).toEqual(['aborted']);
  expect(keys({}, [round('by-operator', now - 1000), round('too-few-answers', now - 90_000_000)])).toEqual(
    [],
  );
});
