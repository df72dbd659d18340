import type { InviteBatch } from '@parlour/wire/api';
import { expect, test } from 'vitest';
import { batchName, batchState, openInvites } from './batch-words.ts';

const now = Date.UTC(2026, 10, 30);
const batch: InviteBatch = {
  id: '00000000-0000-4000-8000-000000000000',
  note: null,
  createdAt: now,
  expires: now + 1,
  made: 10,
  used: 4,
  expired: 0,
  revokedAt: null,
};

test('a batch is open while somebody can come in by it', () => {
  expect([openInvites(batch), batchState(batch, now).name]).toEqual([6, 'Open']);
  expect(batchState({ ...batch, used: 10 }, now).name).toBe('All used');
  expect(batchState({ ...batch, expired: 6 }, now + 1).name).toBe('Expired');
  const revoked = { ...batch, expired: 6, revokedAt: now };
  expect([openInvites(revoked), batchState(revoked, now).name]).toEqual([0, 'Revoked']);
});

test('it is called by its note', () => {
  expect([batchName(batch), batchName({ ...batch, note: 'Library' })]).toEqual([
    'Of November 30, 2026',
    'Library',
  ]);
});
