import { FIRST_PROFILE } from '@parlour/wire';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { testEvent } from '../test/test-event.ts';
import { SharedRecord } from './shared-record.ts';

const y2019 = Date.UTC(2019, 5, 1);
const y2020 = Date.UTC(2020, 5, 1);
const records = (count: number): SharedRecord[] =>
  Array.from({ length: count }, () => new SharedRecord(new Y.Doc()));
function exchange(all: readonly SharedRecord[]): void {
  for (const one of all)
    for (const other of all) Y.applyUpdate(one.document, Y.encodeStateAsUpdate(other.document));
}
const text = ({ document }: SharedRecord): string =>
  new TextDecoder().decode(Y.encodeStateAsUpdate(document));

describe('the shared record', () => {
  it('keeps each event once, by year', () => {
    const [one, other] = records(2) as [SharedRecord, SharedRecord];
    expect(one.addEvents([testEvent('a', y2020), testEvent('b', y2019), testEvent('a', y2020)])).toBe(2);
    expect(one.addEvents([testEvent('a', y2020)])).toBe(0);
    other.addEvents([testEvent('a', y2020), testEvent('c', y2020)]);
    exchange([one, other]);
    expect(
      one
        .events()
        .map(({ id }) => id)
        .sort(),
    ).toEqual(['a', 'b', 'c']);
    expect(one.years()).toEqual([2019, 2020]);
    other.retractEvents(['a']);
    exchange([one, other]);
    expect(
      one
        .events()
        .map(({ id }) => id)
        .sort(),
    ).toEqual(['b', 'c']);
  });

  it('deletes for good: nothing of an event is left in the document', () => {
    const [one] = records(1) as [SharedRecord];
    const ids = Array.from({ length: 2000 }, (_, i) => `secret-title-${i}`);
    one.addEvents(ids.map((id) => testEvent(id, y2019)));
    one.addEvents([testEvent('kept', y2020)]);
    expect(text(one)).toContain('secret-title-1999');
    one.eraseYear(2019);
    expect(text(one)).not.toContain('secret-title');
    expect(text(one)).toContain('kept');
    expect(Y.encodeStateAsUpdate(one.document).length).toBeLessThan(400);
    expect(one.years()).toEqual([2020]);
  });

  it('tells ratings, watchlist and "not for me" of each profile as its latest events of a title say', () => {
    const [one] = records(1) as [SharedRecord];
    one.addEvents([
      testEvent('1', 1, { kind: 'rating', item: 'x', stars: 2 }),
      testEvent('2', 3, { kind: 'rating', item: 'x', stars: 4.5 }),
      testEvent('3', 1, { kind: 'watchlist', item: 'x' }),
      testEvent('4', 2, { kind: 'watchlist', item: 'y' }),
      testEvent('5', 4, { kind: 'unwatchlist', item: 'x' }),
      testEvent('6', 5, { kind: 'watchlist', item: 'z' }),
      testEvent('7', 5, { kind: 'not-for-me', item: 'q' }),
      testEvent('8', 9, { kind: 'rating', item: 'x', stars: 1, profile: 'ana' }),
      testEvent('9', 9, { kind: 'unwatchlist', item: 'y', profile: 'ana' }),
      testEvent('10', 9, { kind: 'watchlist', item: 'hers', profile: 'ana' }),
    ]);
    expect(one.ratings(FIRST_PROFILE)).toEqual(new Map([['x', 4.5]]));
    expect(one.watchlist(FIRST_PROFILE)).toEqual(['z', 'y']);
    expect(one.notForMe(FIRST_PROFILE)).toEqual(new Set(['q']));
    expect([one.ratings('ana'), one.watchlist('ana'), one.notForMe('ana')]).toEqual([
      new Map([['x', 1]]),
      ['hers'],
      new Set(),
    ]);
  });

  it('refuses what is no entry, and reads past what somebody else put there', () => {
    const [one] = records(1) as [SharedRecord];
    expect(() => one.addEvents([testEvent('a', 1), { id: '' } as never])).toThrow(/does not have the form/);
    expect(one.events()).toEqual([]);
    expect(() => one.saveProfile({ id: 'p', name: '' })).toThrow(/does not have the form/);
    one.document.getArray('events/2020').push([{ id: 7 }, 'x', testEvent('a', y2020)]);
    one.document.getMap('devices').set('x', 5);
    expect(one.events().map(({ id }) => id)).toEqual(['a']);
    expect(one.devices().size).toBe(0);
  });

  it('keeps ledgers by device, in order, each entry once', () => {
    const [one, other] = records(2) as [SharedRecord, SharedRecord];
    const entry = (sequence: number) => ({
      sequence,
      previous: '0'.repeat(64),
      event: { kind: 'gave' as const, transfer: `t${sequence}`, budget: 'b', to: 'd', amount: 5 },
      hash: '1'.repeat(64),
    });
    one.publishLedger('d1', [entry(0), entry(1)]);
    exchange([one, other]);
    one.publishLedger('d1', [entry(0), entry(1), entry(2)]);
    other.publishLedger('d1', [entry(2)]);
    exchange([one, other]);
    expect(other.ledger('d1').map(({ sequence }) => sequence)).toEqual([0, 1, 2]);
    expect(other.ledgers()).toEqual(['d1']);
  });

  it('keeps both where a profile is named here and coloured there, and one of two names', () => {
    const [one, other] = records(2) as [SharedRecord, SharedRecord];
    one.saveProfile({ id: 'p', name: 'Ana' });
    exchange([one, other]);
    one.saveProfile({ id: 'p', name: 'Anna' });
    other.saveProfile({ id: 'p', name: 'Ana', colour: 'teal' });
    exchange([one, other]);
    for (const each of [one, other])
      expect(each.profiles()).toEqual([{ id: 'p', name: 'Anna', colour: 'teal' }]);
    one.saveProfile({ id: 'p', name: 'A' });
    other.saveProfile({ id: 'p', name: 'B' });
    exchange([one, other]);
    expect(one.profiles()).toEqual(other.profiles());
    expect(['A', 'B']).toContain(one.profiles()[0]?.name);
  });

  it('takes away of a profile what was there; what came meanwhile stays, and nothing else is touched', () => {
    const [one, other] = records(2) as [SharedRecord, SharedRecord];
    one.saveProfile({ id: 'p', name: 'canary-name' });
    one.addEvents([testEvent('canary-a', 1, { profile: 'p' }), testEvent('mine', 1)]);
    exchange([one, other]);
    one.retractEvents(['canary-a']);
    one.removeProfile('p');
    other.addEvents([testEvent('b', y2020, { profile: 'p' })]);
    exchange([one, other]);
    for (const each of [one, other]) {
      expect(each.events().map(({ id }) => id)).toEqual(['mine', 'b']);
      expect(each.profiles()).toEqual([]);
      expect(text(each)).not.toContain('canary');
    }
    one.saveProfile({ id: 'p', name: 'P' });
    exchange([one, other]);
    one.removeProfile('p');
    other.saveProfile({ id: 'p', name: 'Q' });
    exchange([one, other]);
    for (const each of [one, other]) expect(each.profiles()).toEqual([{ id: 'p', name: 'Q' }]);
  });

  it('comes to the same on every device, whatever is done where', () => {
    const step = fc.record({ who: fc.nat(2), what: fc.nat(7), value: fc.nat(9) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const all = records(3);
        for (const { who, what, value } of steps) {
          const one = all[who] as SharedRecord;
          const profile = `p${value % 3}`;
          if (what < 1) one.addEvents([testEvent(`e${value}`, y2019 + value * 1e10)]);
          else if (what === 1) one.addEvents([testEvent(`of-${profile}-${value}`, y2019, { profile })]);
          else if (what === 2) one.retractEvents([`e${value}`]);
          else if (what === 3) one.setSetting(`s${value % 3}`, { value });
          else if (what === 4) one.saveProfile({ id: profile, name: `n${value}` });
          else if (what === 5) one.saveProfile({ id: profile, colour: `c${value}` });
          else if (what === 6) one.removeProfile(profile);
          else exchange(all);
        }
        exchange(all);
        const [first] = all as [SharedRecord];
        for (const one of all) {
          expect(one.events()).toEqual(first.events());
          expect(Object.fromEntries(one.settings())).toEqual(Object.fromEntries(first.settings()));
          expect(one.profiles()).toEqual(first.profiles());
        }
      }),
      { numRuns: 100 },
    );
  });
});
