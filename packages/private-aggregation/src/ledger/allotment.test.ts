import type { AllotmentTransfer } from '@parlour/wire';
import { describe, expect, test } from 'vitest';
import { named, reportCost, sha256 } from '../test-support/ledger.ts';
import { giveAllotment, receiveAllotment, transfersToSend } from './allotment.ts';
import { foundLedger, joinLedger } from './begin-ledger.ts';
import { wholeBudget } from './budget.ts';
import { openLedger } from './chain.ts';
import { available, type Ledger } from './ledger.ts';
import { reserveReport } from './reserve.ts';

const code = (problem: string) => expect.objectContaining({ code: `ledger/${problem}` });
const left = (ledger: Ledger, budget = 'budget-1') => {
  const held = ledger.budgets.get(budget);
  return held ? available(held) : 0;
};
const half = wholeBudget / 2;

async function pair(amount = half) {
  const { ledger: before } = await foundLedger(sha256, 'phone', 'budget-1');
  const { ledger: phone } = await giveAllotment(sha256, before, {
    transfer: 't1',
    budget: 'budget-1',
    to: 'laptop',
    amount,
  });
  const { ledger: empty } = await joinLedger(sha256, 'laptop', 'pairing', ['budget-1']);
  const [transfer] = transfersToSend(phone) as [AllotmentTransfer];
  const { ledger: laptop } = await receiveAllotment(sha256, empty, transfer);
  return { phone, laptop, transfer };
}

describe('moving a part of a budget', () => {
  test('what one has the other has not', async () => {
    const { phone, laptop } = await pair(300_000_000);
    expect(left(phone)).toBe(700_000_000);
    expect(left(laptop)).toBe(300_000_000);
    await reserveReport(sha256, laptop, named('r1'), reportCost());
  });

  test('the giver is poorer before anything is sent', async () => {
    const { phone, transfer } = await pair();
    expect(transfer).toMatchObject({ from: 'phone', to: 'laptop', amount: half, sequence: 1 });
    expect(transfer.entry).toBe(phone.entries[1]?.hash);
    expect(left(await openLedger(sha256, phone.entries))).toBe(half);
  });

  test('arriving again changes nothing, however often', async () => {
    const { laptop, transfer } = await pair();
    const again = await receiveAllotment(sha256, laptop, transfer);
    expect(again.ledger).toBe(laptop);
    expect(again.entry).toBeUndefined();
  });

  test('is for the device that it was given to', async () => {
    const { transfer } = await pair();
    const { ledger: other } = await joinLedger(sha256, 'tablet', 'pairing', []);
    await expect(receiveAllotment(sha256, other, transfer)).rejects.toThrow(code('not-for-this-device'));
  });

  test('a device recovered by words is another device, and gets nothing of the old', async () => {
    const { transfer } = await pair();
    const { ledger: recovered } = await joinLedger(sha256, 'laptop-again', 'recovery', ['budget-1']);
    await expect(receiveAllotment(sha256, recovered, transfer)).rejects.toThrow(code('not-for-this-device'));
  });

  test('can go back and forth, and is never more than a whole', async () => {
    let { phone, laptop } = await pair(wholeBudget);
    for (let i = 0; i < 6; i++) {
      const [from, to] = i % 2 === 0 ? [laptop, phone] : [phone, laptop];
      const gift = { transfer: `back-${i}`, budget: 'budget-1', to: to.device, amount: wholeBudget };
      const given = await giveAllotment(sha256, from, gift);
      const sent = transfersToSend(given.ledger).find(({ transfer }) => transfer === gift.transfer);
      const taken = await receiveAllotment(sha256, to, sent);
      [phone, laptop] = i % 2 === 0 ? [taken.ledger, given.ledger] : [given.ledger, taken.ledger];
      expect(left(phone) + left(laptop)).toBe(wholeBudget);
    }
  });

  test.each([
    ['more than there is', { amount: wholeBudget + 1 }],
    ['nothing', { amount: 0 }],
    ['less than nothing', { amount: -5 }],
    ['half a billionth', { amount: 0.5 }],
    ['no number', { amount: Number.NaN }],
    ['to itself', { to: 'phone' }],
    ['of a budget it has not', { budget: 'budget-9' }],
  ])('a device cannot give %s', async (_, more) => {
    const { ledger } = await foundLedger(sha256, 'phone', 'budget-1');
    const gift = { transfer: 't1', budget: 'budget-1', to: 'laptop', amount: 10, ...more };
    await expect(giveAllotment(sha256, ledger, gift)).rejects.toThrow(code('bad-allotment'));
  });

  test('two transfers have two names', async () => {
    const { phone } = await pair(10);
    const gift = { transfer: 't1', budget: 'budget-1', to: 'tablet', amount: 10 };
    await expect(giveAllotment(sha256, phone, gift)).rejects.toThrow(code('id-taken'));
  });

  test.each([
    ['the same transfer with another amount', (t: AllotmentTransfer) => ({ ...t, amount: t.amount - 1 })],
    ['the same transfer from another chain', (t: AllotmentTransfer) => ({ ...t, entry: 'f'.repeat(64) })],
    [
      'another transfer from the same place of the chain',
      (t: AllotmentTransfer) => ({ ...t, transfer: 't2' }),
    ],
  ])('a giver that contradicts itself is refused: %s', async (_, change) => {
    const { laptop, transfer } = await pair(1000);
    await expect(receiveAllotment(sha256, laptop, change(transfer))).rejects.toThrow(code('forked'));
  });

  test.each([
    [
      'more than a whole',
      (t: AllotmentTransfer) => ({ ...t, transfer: 't2', sequence: 2, amount: wholeBudget }),
    ],
    ['from itself', (t: AllotmentTransfer) => ({ ...t, transfer: 't2', sequence: 2, from: 'laptop' })],
    ['malformed', () => ({ transfer: 't2' })],
    ['nothing at all', () => undefined],
    ['a field too many', (t: AllotmentTransfer) => ({ ...t, more: true })],
  ])('a transfer is refused that is %s', async (_, change) => {
    const { laptop, transfer } = await pair();
    await expect(receiveAllotment(sha256, laptop, change(transfer))).rejects.toThrow(code('bad-allotment'));
  });

  test('brings word of every budget that the giver knows of', async () => {
    const { laptop, transfer } = await pair();
    const told = { ...transfer, transfer: 't2', sequence: 2, amount: 1, budgets: ['budget-1', 'budget-2'] };
    const { ledger } = await receiveAllotment(sha256, laptop, told);
    expect([...ledger.budgets.keys()]).toEqual(['budget-1', 'budget-2']);
    expect(left(ledger, 'budget-2')).toBe(0);
  });
});
