import { expect, test } from 'vitest';
import { named, reportCost, sha256 } from '../test-support/ledger.ts';
import { foundLedger } from './begin-ledger.ts';
import { openLedger } from './chain.ts';
import { isLimited, isUsedUp, lifetimes } from './lifetimes.ts';
import { reserveReport } from './reserve.ts';

const [one, two, three] = ['a', 'b', 'c'].map((letter) => `clusters/${letter.repeat(32)}`);
const answered = expect.objectContaining({ code: 'ledger/answered' });
const pay = (ledger: Parameters<typeof reserveReport>[1], report: string, limited: string[]) =>
  reserveReport(sha256, ledger, { ...named(report), limited }, reportCost());

test('a device answers two clusters queries in its life, each once, whatever bundles and rounds they come in', async () => {
  expect(lifetimes).toEqual({ clusters: 2 });
  const { ledger: founded } = await foundLedger(sha256, 'phone', 'budget-1');
  const { ledger: first } = await pay(founded, 'r1', [one]);
  expect(isUsedUp(first, one)).toBe(true);
  expect(isUsedUp(first, two)).toBe(false);
  await expect(pay(first, 'r2', [one])).rejects.toThrow(answered);
  const { ledger: both } = await pay(first, 'r3', [two]);
  for (const query of [one, two, three]) {
    expect(isUsedUp(both, query)).toBe(true);
    await expect(pay(both, 'r4', [query])).rejects.toThrow(answered);
  }
  // Zeros are no answer: they may go on.
  const { ledger: later } = await pay(both, 'r5', []);
  const readBack = await openLedger(sha256, JSON.parse(JSON.stringify(later.entries)) as unknown[]);
  expect(readBack).toEqual(later);
  expect(isUsedUp(readBack, three)).toBe(true);
});

test('nor both in one report twice, nor more than two in one', async () => {
  const { ledger } = await foundLedger(sha256, 'phone', 'budget-1');
  await expect(pay(ledger, 'r1', [one, one])).rejects.toThrow(answered);
  await expect(pay(ledger, 'r1', [one, two, three])).rejects.toThrow(answered);
});

test('what is not limited cannot be written down as such', async () => {
  const { ledger } = await foundLedger(sha256, 'phone', 'budget-1');
  expect(isLimited(`popularity/${'a'.repeat(32)}`)).toBe(false);
  await expect(pay(ledger, 'r1', ['popularity/x'])).rejects.toThrow(
    expect.objectContaining({ code: 'ledger/malformed' }),
  );
});
