import type { AuditEntry } from '@parlour/wire';
import { expect, test } from 'vitest';
import { actorName, detailWords, isFound } from './audit-words.ts';

const entry: AuditEntry = {
  position: 2,
  at: Date.UTC(2026, 10, 30),
  actor: { kind: 'account', id: '00000000-0000-4000-8000-000000000000', name: 'Ada' },
  action: 'invites/make',
  subject: null,
  detail: { count: 10, expires: Date.UTC(2026, 11, 1, 8, 30), cohortSize: null, byDemand: true },
  previous: '0'.repeat(64),
  hash: '1'.repeat(64),
};

test('details are said in words, moments as moments', () => {
  expect(detailWords(entry)).toBe('count 10, expires 2026-12-01 08:30, by demand true');
});

test('who did it has a name', () => {
  const others = [
    { kind: 'credential' },
    { kind: 'schedule', id: entry.hash },
    { kind: 'schedule', id: null },
  ] as const;
  expect([entry.actor, ...others, { kind: 'server' } as const].map(actorName)).toEqual([
    'Ada',
    'Command line',
    'A schedule',
    'The server’s schedule',
    'The server',
  ]);
});

test('entries are found by what they say and by whom', () => {
  expect(isFound(entry, '', '')).toBe(true);
  expect(isFound(entry, ' INVITES ', 'Ada')).toBe(true);
  expect(isFound(entry, 'count 10', '')).toBe(true);
  expect(isFound(entry, 'bundle', '')).toBe(false);
  expect(isFound(entry, '', 'The server')).toBe(false);
});
