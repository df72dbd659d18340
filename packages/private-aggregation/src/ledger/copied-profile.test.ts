import { describe, expect, test } from 'vitest';
import { named, reportCost, sha256 } from '../test-support/ledger.ts';
import { foundLedger } from './begin-ledger.ts';
import { chainHead, openLedger } from './chain.ts';
import type { Ledger } from './ledger.ts';
import { reserveReport } from './reserve.ts';

/** The aggregator's part (its own package): one token a person and epoch, without which no report is taken. */
class OneTokenAnEpoch {
  private readonly taken = new Set<string>();

  take(person: string, epoch: number): boolean {
    const key = `${person} ${epoch}`;
    if (this.taken.has(key)) return false;
    this.taken.add(key);
    return true;
  }
}

/** Pays for one report an epoch as long as the ledger allows; the epochs in which one left. */
async function spendAll(
  start: Ledger,
  epochs: number,
  mayReport: (epoch: number) => boolean,
): Promise<number[]> {
  const reported: number[] = [];
  let ledger = start;
  for (let epoch = 0; epoch < epochs; epoch++) {
    const paid = await reserveReport(sha256, ledger, named(`epoch-${epoch}`), reportCost()).catch(
      () => undefined,
    );
    if (!paid) break;
    ledger = paid.ledger;
    if (mayReport(epoch)) reported.push(epoch);
  }
  return reported;
}

/** The limit of what a device can know about itself; told to people in THREATS.md. */
describe('a whole profile, copied and put back', () => {
  const copy = async () => {
    const { ledger } = await foundLedger(sha256, 'phone', 'budget-1');
    const disk = JSON.stringify({ entries: ledger.entries, kept: chainHead(ledger) });
    const { entries, kept } = JSON.parse(disk);
    return { ledger, restored: await openLedger(sha256, entries, kept) };
  };

  test('is not noticed by the ledger: both copies spend the whole budget', async () => {
    const { ledger, restored } = await copy();
    const first = await spendAll(ledger, 100, () => true);
    const second = await spendAll(restored, 100, () => true);
    expect(first.length + second.length).toBe(16);
  });

  test('brings no second report in any epoch, as there is one token a person and epoch', async () => {
    const { ledger, restored } = await copy();
    const tokens = new OneTokenAnEpoch();
    const first = await spendAll(ledger, 100, (epoch) => tokens.take('person', epoch));
    const second = await spendAll(restored, 100, (epoch) => tokens.take('person', epoch));
    expect(first).toHaveLength(8);
    expect(second).toHaveLength(0);
  });

  test('put back again and again, it goes on at one report an epoch: that rate is what is left to rely on', async () => {
    const tokens = new OneTokenAnEpoch();
    let reports = 0;
    for (let epoch = 0; epoch < 20; epoch++) {
      const { restored } = await copy();
      const paid = await reserveReport(sha256, restored, named(`epoch-${epoch}`), reportCost());
      if (paid && tokens.take('person', epoch)) reports++;
    }
    expect(reports).toBe(20);
  });
});
