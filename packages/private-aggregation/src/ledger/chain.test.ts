import type { LedgerEntry, LedgerEvent } from '@parlour/wire';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { named, proportionalCost, reportCost, sha256 } from '../test-support/ledger.ts';
import { giveAllotment } from './allotment.ts';
import { foundLedger, joinLedger } from './begin-ledger.ts';
import { appendEvent, chainHead, longerLedger, openLedger } from './chain.ts';
import type { Ledger } from './ledger.ts';
import { reserveReport } from './reserve.ts';

const code = (problem: string) => expect.objectContaining({ code: `ledger/${problem}` });

async function founded(reports = 0): Promise<Ledger> {
  let { ledger } = await foundLedger(sha256, 'phone', 'budget-1');
  for (let i = 0; i < reports; i++)
    ({ ledger } = await reserveReport(sha256, ledger, named(`report-${i}`), reportCost()));
  return ledger;
}

const stored = (ledger: Ledger) => JSON.parse(JSON.stringify(ledger.entries)) as LedgerEntry[];

describe('a stored ledger', () => {
  test('is read back as it was, through JSON', async () => {
    const ledger = await founded(3);
    expect(await openLedger(sha256, stored(ledger))).toEqual(ledger);
  });

  test('is linked from the first entry to the last', async () => {
    const { entries } = await founded(2);
    expect(entries.map(({ sequence }) => sequence)).toEqual([0, 1, 2]);
    expect(entries[0]?.previous).toBe('0'.repeat(64));
    expect(entries[2]?.previous).toBe(entries[1]?.hash);
  });

  test('is refused when any one character of it is changed', async () => {
    const text = JSON.stringify(stored(await founded(2)));
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: text.length - 1 }),
        fc.integer({ min: 32, max: 126 }),
        async (at, ascii) => {
          const changed = text.slice(0, at) + String.fromCharCode(ascii) + text.slice(at + 1);
          let entries: unknown[];
          try {
            entries = JSON.parse(changed) as unknown[];
          } catch {
            return;
          }
          // A number may be written in two ways (0.5 and 0.50): what counts is what is read.
          if (!Array.isArray(entries) || JSON.stringify(entries) === text) return;
          await expect(openLedger(sha256, entries)).rejects.toThrow(code('corrupt'));
        },
      ),
      { numRuns: 1500 },
    );
  });

  test.each([
    ['an entry is missing', (e: LedgerEntry[]) => e.toSpliced(1, 1)],
    ['the first is missing', (e: LedgerEntry[]) => e.slice(1)],
    ['two have changed places', (e: LedgerEntry[]) => [e[0], e[2], e[1], e[3]]],
    ['one is there twice', (e: LedgerEntry[]) => [...e, e[3]]],
    ['there is none', () => []],
    ['there is something else', () => [null, 7, 'entry']],
  ])('is refused when %s', async (_, damage) => {
    const entries = stored(await founded(3));
    await expect(openLedger(sha256, damage(entries))).rejects.toThrow(code('corrupt'));
  });

  test('is refused when it breaks the rules, though every hash is right', async () => {
    const ledger = await founded(8);
    const { curve } = reportCost();
    const cheap: LedgerEvent = {
      kind: 'reserved',
      ...named('x'),
      budget: 'budget-1',
      amount: 1,
      curve: [...curve.values],
      noiseDistance: 0,
    };
    await expect(appendEvent(sha256, ledger, cheap)).rejects.toThrow(code('bad-cost'));
    // Forged together with its hash by somebody who can write the store: links are right, the rule is not.
    const other = await founded(0);
    const { entry } = await reserveReport(sha256, other, named('x'), proportionalCost(0.001));
    const forged = {
      ...entry,
      sequence: 9,
      previous: chainHead(ledger).hash,
      event: { ...entry.event, amount: 1 },
    };
    await expect(openLedger(sha256, [...ledger.entries, forged])).rejects.toThrow(code('corrupt'));
  });

  test('may go on past the head that was kept apart, but not end before it', async () => {
    const ledger = await founded(3);
    const kept = chainHead(ledger);
    const { ledger: longer } = await reserveReport(sha256, ledger, named('later'), reportCost());
    expect((await openLedger(sha256, longer.entries, kept)).entries).toHaveLength(5);
    await expect(openLedger(sha256, ledger.entries.slice(0, 3), kept)).rejects.toThrow(code('rolled-back'));
    await expect(openLedger(sha256, [], kept)).rejects.toThrow(code('rolled-back'));
  });

  test('is refused when it parts from the head that was kept apart', async () => {
    const kept = chainHead(await founded(3));
    const { ledger } = await reserveReport(sha256, await founded(2), named('another'), reportCost());
    const { ledger: longer } = await reserveReport(sha256, ledger, named('one more'), reportCost());
    await expect(openLedger(sha256, longer.entries, kept)).rejects.toThrow(code('forked'));
  });

  test('a failing hash function is not mistaken for damage', async () => {
    const broken = () => Promise.reject(new Error('no crypto'));
    await expect(openLedger(broken, (await founded()).entries)).rejects.toThrow('no crypto');
  });
});

describe('two copies of one ledger', () => {
  test('the longer goes on where the shorter ends', async () => {
    const [short, long] = [await founded(1), await founded(3)];
    expect(longerLedger(short, long)).toBe(long);
    expect(longerLedger(long, short)).toBe(long);
    expect(longerLedger(long, long)).toBe(long);
  });

  test('are refused when they part', async () => {
    const common = await founded(1);
    const { ledger: a } = await reserveReport(sha256, common, named('a'), reportCost());
    const { ledger: b } = await reserveReport(sha256, common, named('b'), reportCost());
    const { ledger: c } = await reserveReport(sha256, b, named('c'), reportCost());
    expect(() => longerLedger(a, b)).toThrow(code('forked'));
    expect(() => longerLedger(a, c)).toThrow(code('forked'));
  });
});

describe('a ledger begins once', () => {
  test('founding, joining and everything else in their places', async () => {
    const ledger = await founded();
    const again = { kind: 'founded', device: 'phone', budget: 'budget-2' } as const;
    await expect(appendEvent(sha256, ledger, again)).rejects.toThrow(code('corrupt'));
    const gift = { kind: 'gave', transfer: 't', budget: 'budget-1', to: 'laptop', amount: 1 } as const;
    await expect(appendEvent(sha256, undefined, gift)).rejects.toThrow(code('corrupt'));
  });

  test('nothing is written that could not be read back', async () => {
    await expect(foundLedger(sha256, '', 'budget-1')).rejects.toThrow(code('malformed'));
    await expect(foundLedger(sha256, 'phone', 'x'.repeat(201))).rejects.toThrow(code('malformed'));
    const long = reserveReport(sha256, await founded(), named('x'.repeat(201)), reportCost());
    await expect(long).rejects.toThrow(code('malformed'));
  });

  test('a further device holds nothing and knows of what there is', async () => {
    const { ledger } = await joinLedger(sha256, 'laptop', 'recovery', ['budget-1', 'budget-2']);
    expect([...ledger.budgets.keys()]).toEqual(['budget-1', 'budget-2']);
    await expect(reserveReport(sha256, ledger, named('r'), reportCost())).rejects.toThrow(code('spent'));
    await expect(
      giveAllotment(sha256, ledger, { transfer: 't', budget: 'budget-1', to: 'phone', amount: 1 }),
    ).rejects.toThrow(code('bad-allotment'));
  });
});
