import type { SyncStatusView } from '@parlour/worker/brain-api';
import { expect, it } from 'vitest';
import { ignoredWords, statusWords } from './status-words.ts';

it('says that all is well only where it is', () => {
  const others: SyncStatusView[] = [
    { kind: 'off' },
    { kind: 'waiting', changes: 0 },
    { kind: 'waiting', changes: 3 },
    { kind: 'offline', changes: 0, why: undefined },
    { kind: 'blocked', because: 'gap', why: undefined },
    { kind: 'blocked', because: 'keys-missing', why: undefined },
  ];
  for (const status of others) {
    expect(statusWords(status).tone).not.toBe('good');
    expect(statusWords(status).title).not.toMatch(/up to date|synced/i);
  }
  expect(statusWords({ kind: 'up-to-date' })).toMatchObject({ title: 'Up to date', tone: 'good' });
  expect(statusWords({ kind: 'waiting', changes: 1 }).title).toBe('1 change waiting');
  expect(statusWords({ kind: 'offline', changes: 2, why: undefined }).more).toMatch(/^2 changes are kept/);
});

it('says what was ignored, and nothing where nothing was', () => {
  expect(ignoredWords({ notOurs: 0, isOfRemoved: false })).toBeUndefined();
  expect(ignoredWords({ notOurs: 1, isOfRemoved: false })).toMatch(/^1 thing at the relay was ignored/);
  expect(ignoredWords({ notOurs: 3, isOfRemoved: true })).toMatch(/^3 things .* A device that was removed/);
});
