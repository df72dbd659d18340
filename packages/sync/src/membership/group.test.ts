import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bytes, concat, fromHex, utf8 } from '../bytes.ts';
import type { DeviceKeys } from '../keys/device-keys.ts';
import { sealEpochKey } from '../keys/epoch-key.ts';
import { sealTo } from '../keys/sealed-to.ts';
import { recoveryKeysFrom, recoveryKeysOf } from '../keys/recovery-keys.ts';
import { OTHER_WORDS } from '../test/person.ts';
import {
  a,
  add,
  b,
  c,
  d,
  device,
  founded,
  grow,
  ids,
  keyOf,
  membersOf,
  suite,
  three,
  tools,
  words,
} from '../test/three-devices.ts';
import {
  epochKeysIn,
  foundGroup,
  leaveGroup,
  recoverDevice,
  removeDevice,
  replaceWords,
  replaceWordsAgain,
  rotateKey,
} from './change-members.ts';
import { chooseChain } from './choose-chain.ts';
import { type Group, storedGroup, withRecords } from './group.ts';
import { type LostChange, lostChanges } from './lost-changes.ts';
import { type Change, countersign, readRecord, type Record, signRecord } from './record.ts';

/** A box for every recipient, with nothing in it that anybody can open. */
const sealedTo = (commitment: Bytes, ...kems: Bytes[]) => ({
  commitment,
  boxes: kems.map((one) => ({
    recipient: suite.sha256(one),
    box: { ciphertext: tools.random(1120), sealed: tools.random(48) },
  })),
});
/** What `by` can sign, whatever it is. */
const signedBy = (by: DeviceKeys, { members }: Group, change: Change): Record => {
  const place = { format: 1, group: fromHex(members.group), previous: fromHex(members.head) } as const;
  return signRecord(suite, { ...place, author: by.card.signing, change }, by.signingSeed);
};

describe('a record that leaves anybody out', () => {
  const key = tools.random(32);
  it.each([
    ['a removal without one of the rest', { kind: 'removed', device: c.id } as const, [a, words]],
    ['one without the words', { kind: 'removed', device: c.id } as const, [a, b]],
    [
      'one that the removed device can read, too',
      { kind: 'removed', device: c.id } as const,
      [a, b, c, words],
    ],
    ['a new epoch without one', { kind: 'rotated' } as const, [a, b, words]],
  ])('is none: %s', (_, change, recipients) => {
    const cards = recipients.map(({ card }) => card);
    const place = concat(fromHex(three.members.group), fromHex(three.members.head));
    const epoch = sealEpochKey(tools, key, cards, place);
    const { members } = grow(three, signedBy(a, three, { ...change, epoch }));
    expect(members.head).toBe(three.members.head);
  });

  it('and one that gives somebody another key than it names gives that one none', () => {
    const place = concat(fromHex(three.members.group), fromHex(three.members.head));
    const rest = sealEpochKey(tools, key, [a.card, b.card, words.card], place);
    // Bound to what the record says, as if it were that key.
    const boundTo = concat(utf8('epoch'), place, rest.commitment);
    const box = sealTo(tools, c.card.kem, tools.random(32), boundTo);
    if (box === undefined) throw new Error('no key');
    const boxes = [...rest.boxes, { recipient: suite.sha256(c.card.kem), box }];
    const group = grow(three, signedBy(a, three, { kind: 'rotated', epoch: { ...rest, boxes } }));
    expect(group.members.head).not.toBe(three.members.head);
    expect([keyOf(group, a), keyOf(group, b), keyOf(group, c)]).toEqual([key, key, undefined]);
  });
});

describe('a device that was stolen', () => {
  it('cannot bring anybody to whom no key can be sealed, which would make its removal impossible', () => {
    const kem = new Uint8Array(d.card.kem.length).fill(255);
    expect(suite.encapsulate(kem, new Uint8Array(64))).toBeUndefined();
    const byThief = ({ members }: Group, change: Change, countersigned = false): Record => {
      const place = { format: 1, group: fromHex(members.group), previous: fromHex(members.head) } as const;
      const body = { ...place, author: c.card.signing, change };
      const by = countersigned
        ? countersign(suite, body, recoveryKeysOf(suite, OTHER_WORDS).signingSeed)
        : undefined;
      return signRecord(suite, body, c.signingSeed, by);
    };
    const commitment = fromHex(three.members.commitment);
    const device = { ...d.card, kem };
    const poisoned = grow(three, byThief(three, { kind: 'added', device, key: sealedTo(commitment, kem) }));
    expect(membersOf(poisoned)).toEqual(ids(a, b, c));
    const sound = byThief(three, { kind: 'added', device: d.card, key: sealedTo(commitment, d.card.kem) });
    expect(membersOf(grow(three, sound))).toEqual(ids(a, b, c, d));
    const recovery = { ...recoveryKeysOf(suite, OTHER_WORDS).card, kem };
    const epoch = sealedTo(tools.random(32), a.card.kem, b.card.kem, c.card.kem, kem);
    const founding = fromHex(three.members.founding);
    const dead = byThief(poisoned, { kind: 'rewords', recovery, epoch, founding, former: [] }, true);
    const renewed = grow(poisoned, dead);
    expect(renewed.members.recovery).toEqual(three.members.recovery);
    const without = grow(renewed, removeDevice(tools, renewed, a, c.id));
    expect(membersOf(without)).toEqual(ids(a, b));
  });
});

describe('membership', () => {
  it('gives the epoch’s key to every member, to the words, and to nobody else', () => {
    const key = keyOf(three, a);
    expect(key).toHaveLength(32);
    expect(keyOf(three, b)).toEqual(key);
    expect(keyOf(three, c)).toEqual(key);
    expect(epochKeysIn(suite, three.chain, words, () => false).get(three.members.epoch)).toEqual(key);
    expect(keyOf(three, d)).toBeUndefined();
  });

  it('removes in the same record that makes the new key, which the removed device cannot open', () => {
    const without = grow(three, removeDevice(tools, three, a, c.id));
    expect(membersOf(without)).toEqual(ids(a, b));
    expect(without.members.epoch).not.toBe(three.members.epoch);
    expect(keyOf(without, b)).toEqual(keyOf(without, a));
    expect(keyOf(without, c)).toBeUndefined();
    expect(keyOf(without, a)).not.toEqual(keyOf(three, a));
  });

  it('lets nobody back in, remove itself or unknown devices, or act without belonging', () => {
    const without = grow(three, removeDevice(tools, three, a, c.id));
    expect(membersOf(grow(without, add(without, a, c)))).toEqual(ids(a, b));
    expect(() => removeDevice(tools, without, a, c.id)).toThrow(/no such device/);
    expect(() => removeDevice(tools, without, a, a.id)).toThrow(/no such device/);
    expect(() => leaveGroup(tools, without, c)).toThrow(/not one of the devices/);
  });

  it('needs a new epoch after a device has left', () => {
    const left = grow(three, leaveGroup(tools, three, c));
    expect(left.members.needsNewEpoch).toBe(true);
    const rotated = grow(left, rotateKey(tools, left, b));
    expect(rotated.members.needsNewEpoch).toBe(false);
    expect(keyOf(rotated, c)).toBeUndefined();
    expect(keyOf(rotated, a)).toEqual(keyOf(rotated, b));
  });

  it('lets the words alone add a device, and old words no more', () => {
    const back = grow(three, recoverDevice(suite, three, words, d.card));
    expect(membersOf(back)).toEqual(ids(a, b, c, d));
    const other = recoveryKeysOf(suite, OTHER_WORDS);
    const renewed = grow(three, replaceWords(tools, three, b, other));
    expect(membersOf(grow(renewed, recoverDevice(suite, renewed, words, d.card)))).toEqual(ids(a, b, c));
    expect(membersOf(grow(renewed, recoverDevice(suite, renewed, other, d.card)))).toEqual(ids(a, b, c, d));
    expect(epochKeysIn(suite, renewed.chain, words, () => false).has(renewed.members.epoch)).toBe(false);
    expect(epochKeysIn(suite, renewed.chain, other, () => false).has(renewed.members.epoch)).toBe(true);
  });

  it('takes no record of which a byte was changed, and no founding record without the words', () => {
    const record = three.chain[1] as Record;
    for (let at = 0; at < record.bytes.length; at += 7) {
      const changed = Uint8Array.from(record.bytes, (byte, i) => (i === at ? byte ^ 1 : byte));
      expect(readRecord(suite, changed), `byte ${at}`).toBeUndefined();
    }
    const forged = foundGroup(tools, b, { ...words, signingSeed: tools.random(32) });
    expect(readRecord(suite, forged.bytes)).toBeUndefined();
  });

  it('gives a commitment that another key for somebody else would break', () => {
    const record = removeDevice(tools, three, a, c.id);
    const other = removeDevice(tools, three, a, c.id);
    if (record.change.kind !== 'removed' || other.change.kind !== 'removed') throw new Error('kind');
    const [mine] = record.change.epoch.boxes;
    const mixed = { ...record.change.epoch, boxes: [mine, ...other.change.epoch.boxes.slice(1)] };
    const keys = [a, b].map((keys) =>
      epochKeysIn(
        suite,
        [{ ...record, change: { ...record.change, epoch: mixed } } as Record],
        keys,
        () => false,
      ),
    );
    expect(keys.map(({ size }) => size)).toEqual([1, 0]);
  });
});

describe('concurrent records', () => {
  const byA = add(three, a, d);
  const byB = rotateKey(tools, three, b);

  it('the lower hash wins, in whatever order they come, and the other is made anew on top', () => {
    const groups = [grow(three, byA, byB), grow(three, byB, byA)];
    const winner = byA.hash < byB.hash ? byA : byB;
    for (const group of groups) expect(group.members.head).toBe(winner.hash);
    const e = device();
    const again = [add(three, a, d), add(three, b, e)];
    const group = grow(three, ...again);
    const [lost] = [a, b].filter(({ id }) => lostChanges(group, id).length > 0);
    expect(lostChanges(group, (lost as DeviceKeys).id)).toHaveLength(1);
    const whole = grow(group, add(group, lost as DeviceKeys, lost === a ? d : e));
    expect(membersOf(whole)).toEqual(ids(a, b, c, d, e));
    expect(lostChanges(whole, a.id)).toEqual([]);
  });

  it('a device cannot undo its removal by a record from before it, however low its hash', () => {
    const removal = removeDevice(tools, three, a, c.id);
    let lower = rotateKey(tools, three, c);
    for (let i = 0; i < 200 && lower.hash > removal.hash; i++) lower = rotateKey(tools, three, c);
    expect(lower.hash < removal.hash).toBe(true);
    for (const group of [grow(three, removal, lower), grow(three, lower, removal)]) {
      expect(membersOf(group)).toEqual(ids(a, b));
      expect(keyOf(group, c)).toBeUndefined();
    }
  });

  it('nor by beginning anew from long before, where the other devices were', () => {
    const removed = grow(three, removeDevice(tools, three, a, c.id));
    for (let i = 0; i < 20; i++) {
      const takeover = removeDevice(tools, three, c, a.id);
      const group = grow(removed, takeover);
      expect(membersOf(group)).toEqual(ids(a, b));
      // That they have removed each other is something to tell the person.
      expect(group.isDisputed).toBe(true);
    }
  });

  it('what a removed device did counts if a remaining one has gone on from it, whatever came first', () => {
    const removal = removeDevice(tools, three, a, c.id);
    const byC = add(three, c, d);
    const seen = grow(three, byC);
    const byB = removeDevice(tools, seen, b, a.id);
    const orders = [
      [removal, byC, byB],
      [byC, byB, removal],
      [byB, removal, byC],
      [removal, byB, byC],
    ];
    for (const order of orders) expect(membersOf(grow(three, ...order))).toEqual(ids(b, c, d));
  });

  it('a device that came by a removed one stands for it: that it removes the remover is a dispute, and undoes no removal that was accepted', () => {
    const removal = removeDevice(tools, three, a, c.id);
    const byC = add(three, c, d);
    const seen = grow(three, byC);
    const byD = removeDevice(tools, seen, d, a.id);
    const e = device();
    const takenOver = [byC, byD, removal];
    for (const order of [[removal, byC, byD], takenOver, [byD, removal, byC]]) {
      const group = grow(three, ...order);
      expect(membersOf(group)).toEqual(order === takenOver ? ids(b, c, d) : ids(a, b));
      expect(group.isDisputed).toBe(true);
      // The words end it, on whichever side.
      const byWords = recoverDevice(suite, grow(three, removal), words, e.card);
      const back = grow(group, byWords);
      expect([membersOf(back), back.isDisputed]).toEqual([ids(a, b, e), false]);
    }
  });

  it('nor does a device that was removed by somebody who had come by whom it says to have removed before that', () => {
    const first = grow(founded, add(founded, a, c));
    const both = grow(first, add(first, a, b));
    const group = grow(both, removeDevice(tools, both, b, c.id));
    for (let i = 0; i < 8; i++) {
      const takenOver = grow(group, removeDevice(tools, first, c, a.id));
      expect([membersOf(takenOver), takenOver.isDisputed]).toEqual([ids(a, b), true]);
      const back = grow(takenOver, recoverDevice(suite, group, words, d.card));
      expect([membersOf(back), back.isDisputed]).toEqual([ids(a, b, d), false]);
    }
  });

  it('a removal by a removed device is void, so that whom it removed belongs', () => {
    const four = grow(three, add(three, a, d));
    const byA = removeDevice(tools, four, a, b.id);
    const byD = removeDevice(tools, four, d, a.id);
    const byC = removeDevice(tools, four, c, d.id);
    for (const order of [
      [byA, byD, byC],
      [byC, byD, byA],
      [byD, byA, byC],
    ]) {
      const group = grow(four, ...order);
      expect(group.struck).toEqual(new Set([byD.hash]));
      // Both removals that count are carried out, whichever stands in the chain and whoever comes first.
      for (const author of [a, c]) {
        const [lost] = lostChanges(group, author.id);
        if (lost?.kind !== 'removed') throw new Error('a removal is lost');
        const whole = grow(group, removeDevice(tools, group, author, lost.device));
        expect(membersOf(whole)).toEqual(ids(a, c));
        expect([a, c].flatMap(({ id }) => lostChanges(whole, id))).toEqual([]);
      }
    }
  });

  it('a removal goes before what adds, so that nothing can put it off', () => {
    for (let i = 0; i < 8; i++) {
      const removal = removeDevice(tools, three, a, c.id);
      const group = grow(three, add(three, b, d), removal);
      expect(group.members.head).toBe(removal.hash);
      expect(lostChanges(group, b.id)).toHaveLength(1);
    }
  });

  it('what a device did that has left is made anew by those who remain, and it stays away', () => {
    const byB = add(three, b, d);
    const gone = grow(three, byB);
    const left = leaveGroup(tools, gone, b);
    const removal = removeDevice(tools, three, a, c.id);
    const group = grow(three, byB, left, removal);
    expect(group.members.head).toBe(removal.hash);
    expect(lostChanges(group, a.id)).toMatchObject([
      { kind: 'added', device: d.card },
      { kind: 'removed', device: b.id },
    ]);
    const back = grow(group, add(group, a, d));
    const whole = grow(back, removeDevice(tools, back, a, b.id));
    expect(membersOf(whole)).toEqual(ids(a, d));
    expect(lostChanges(whole, a.id)).toEqual([]);
  });

  it('two devices that remove each other: each keeps to the removal that it accepted, until the words have spoken', () => {
    const byA = removeDevice(tools, three, a, b.id);
    const byB = removeDevice(tools, three, b, a.id);
    const first = grow(three, byA, byB);
    const other = grow(three, byB, byA);
    expect([membersOf(first), membersOf(other)]).toEqual([ids(a, c), ids(b, c)]);
    expect([first.isDisputed, other.isDisputed]).toEqual([true, true]);
    const restored = storedGroup(suite, {
      records: [...other.records.values()].map(({ bytes }) => bytes),
      accepted: [...other.accepted],
    });
    expect([membersOf(restored as Group), restored?.isDisputed]).toEqual([ids(b, c), true]);
    const byWords = recoverDevice(suite, first, words, d.card);
    for (const group of [grow(first, byWords), grow(other, byWords)]) {
      expect(membersOf(group)).toEqual(ids(a, c, d));
      expect(group.isDisputed).toBe(false);
    }
  });

  it('words that were replaced open nothing, whichever of both a device heard first', () => {
    const fresh = recoveryKeysOf(suite, OTHER_WORDS);
    const renewal = replaceWords(tools, three, b, fresh);
    const late = recoverDevice(suite, three, words, d.card);
    const byLate = removeDevice(tools, grow(three, late), d, c.id);
    for (const order of [
      [renewal, late, byLate],
      [late, byLate, renewal],
      [late, renewal, byLate],
    ]) {
      const group = grow(three, ...order);
      expect(membersOf(group)).toEqual(ids(a, b, c));
      expect(group.members.head).toBe(renewal.hash);
      expect(group.isDisputed).toBe(false);
      // Nor is anything made anew that was done by whoever came by them.
      for (const { id } of [a, b, c]) expect(lostChanges(group, id)).toEqual([]);
    }
  });

  it('unless somebody else has gone on from them: then the new words are made anew on top', () => {
    const fresh = recoveryKeysOf(suite, OTHER_WORDS);
    const e = device();
    for (let i = 0; i < 4; i++) {
      const renewal = replaceWords(tools, three, b, fresh);
      const back = recoverDevice(suite, three, words, d.card);
      const seen = grow(three, back);
      const byA = add(seen, a, e);
      for (const order of [
        [renewal, back, byA],
        [back, byA, renewal],
      ]) {
        const group = grow(three, ...order);
        expect(membersOf(group)).toEqual(ids(a, b, c, d, e));
        expect(group.members.head).toBe(byA.hash);
        const [lost, ...more] = lostChanges(group, b.id);
        expect([lost?.kind, more]).toEqual(['rewords', []]);
        const again = replaceWordsAgain(tools, group, b, lost as LostChange & { kind: 'rewords' });
        const whole = grow(group, readRecord(suite, again.bytes) as Record);
        expect(whole.members.recovery).toEqual(fresh.card);
        expect(lostChanges(whole, b.id)).toEqual([]);
        expect(epochKeysIn(suite, whole.chain, fresh, () => false).get(whole.members.epoch)).toHaveLength(32);
      }
    }
  });

  it('new words that a removal has displaced are made anew, without the words at hand', () => {
    const fresh = recoveryKeysOf(suite, OTHER_WORDS);
    const renewal = replaceWords(tools, three, b, fresh);
    const removal = removeDevice(tools, three, a, c.id);
    const group = grow(three, renewal, removal);
    expect(group.members.head).toBe(removal.hash);
    const [lost] = lostChanges(group, b.id);
    const again = replaceWordsAgain(tools, group, b, lost as LostChange & { kind: 'rewords' });
    const whole = grow(group, again);
    expect(whole.members.recovery).toEqual(fresh.card);
    // The old words add nobody there.
    expect(membersOf(grow(whole, recoverDevice(suite, group, words, d.card)))).toEqual(ids(a, b));
  });

  it('of two devices that make new words, the one that is made anew last has them, on every device', () => {
    const [first, second] = [recoveryKeysOf(suite, OTHER_WORDS), recoveryKeysFrom(suite, tools.random(16))];
    const byA = replaceWords(tools, three, a, first);
    const byB = replaceWords(tools, three, b, second);
    const group = grow(three, byB, byA);
    const [author, card] = group.members.head === byA.hash ? [b, second.card] : [a, first.card];
    const [lost] = lostChanges(group, author.id);
    const whole = grow(
      group,
      replaceWordsAgain(tools, group, author, lost as LostChange & { kind: 'rewords' }),
    );
    expect(whole.members.recovery).toEqual(card);
    expect([a, b, c].flatMap(({ id }) => lostChanges(whole, id))).toEqual([]);
  });

  it('words that were replaced by somebody who knew them do not come back when both are made anew', () => {
    const [first, second] = [recoveryKeysOf(suite, OTHER_WORDS), recoveryKeysFrom(suite, tools.random(16))];
    const byB = replaceWords(tools, three, b, first);
    const byA = replaceWords(tools, grow(three, byB), a, second);
    const group = grow(three, byB, byA, removeDevice(tools, three, a, c.id));
    // By whichever device comes first: who made them may never come back.
    for (const keys of [a, b]) {
      const [lost, ...more] = lostChanges(group, keys.id);
      expect([lost, more]).toMatchObject([{ kind: 'rewords', recovery: second.card }, []]);
    }
    const [lost] = lostChanges(group, b.id);
    const whole = grow(group, replaceWordsAgain(tools, group, b, lost as LostChange & { kind: 'rewords' }));
    expect(whole.members.recovery).toEqual(second.card);
    expect([a, b].flatMap(({ id }) => lostChanges(whole, id))).toEqual([]);
  });

  it('nobody who had gone, and no other group, can use what new words have signed', () => {
    const fresh = recoveryKeysOf(suite, OTHER_WORDS);
    const without = grow(three, removeDevice(tools, three, a, c.id));
    const renewal = replaceWords(tools, without, a, fresh);
    if (renewal.change.kind !== 'rewords') throw new Error('kind');
    const copied = { ...renewal.change, countersignature: renewal.countersignature };
    // Where it still belonged, for whoever is shown nothing else.
    const early = replaceWordsAgain(tools, three, c, copied);
    expect(membersOf(grow(three, early))).toEqual(ids(a, b, c));
    expect(grow(three, early).members.recovery).toEqual(words.card);
    const unsaid = replaceWordsAgain(tools, three, c, { ...copied, former: [] });
    expect(readRecord(suite, unsaid.bytes)).toBeUndefined();
    // In a group of its own, however it is called.
    const own = foundGroup(
      {
        ...tools,
        random: (length) => (length === 16 ? (without.chain[0]?.group as Bytes) : tools.random(length)),
      },
      c,
      recoveryKeysFrom(suite, tools.random(16)),
    );
    const other = grow(undefined, own);
    expect(other.members.group).toBe(three.members.group);
    const there = replaceWordsAgain(tools, other, c, { ...copied, former: [] });
    expect(readRecord(suite, there.bytes)).toBeUndefined();
    const stolen = replaceWordsAgain(
      tools,
      { ...other, members: { ...other.members, founding: without.members.founding } },
      c,
      copied,
    );
    expect(grow(other, stolen).members.recovery).not.toEqual(fresh.card);
  });

  it('whoever came by old words and removes the device that made new ones: each keeps to what it accepted, and no words decide', () => {
    const fresh = recoveryKeysOf(suite, OTHER_WORDS);
    const renewal = replaceWords(tools, three, b, fresh);
    const back = recoverDevice(suite, three, words, d.card);
    const removal = removeDevice(tools, grow(three, back), d, b.id);
    const first = grow(three, renewal, back, removal);
    const other = grow(three, back, removal, renewal);
    expect([membersOf(first), membersOf(other)]).toEqual([ids(a, b, c), ids(a, c, d)]);
    expect([first.isDisputed, other.isDisputed]).toEqual([true, true]);
    const e = device();
    const later = recoverDevice(suite, grow(three, back, removal), words, e.card);
    const onNew = recoverDevice(suite, grow(three, renewal), fresh, e.card);
    for (const record of [later, onNew])
      expect([grow(first, record).isDisputed, grow(other, record).isDisputed]).toEqual([true, true]);
    expect(membersOf(grow(first, later))).toEqual(ids(a, b, c));
  });

  it('neither does a removed device undo its removal by new words, nor through a device that it adds', () => {
    const back = recoverDevice(suite, three, words, d.card);
    const seen = grow(three, back);
    const removed = grow(seen, removeDevice(tools, seen, d, c.id));
    const e = device();
    const byC = add(three, c, e);
    const own = recoveryKeysOf(suite, OTHER_WORDS);
    const renewal = replaceWords(tools, three, c, own);
    for (const attack of [
      [renewal],
      // Nor are its own words somebody else who goes on from it.
      [renewal, recoverDevice(suite, grow(three, renewal), own, e.card)],
      [byC, replaceWords(tools, grow(three, byC), e, own)],
    ]) {
      const group = grow(removed, ...attack);
      expect(membersOf(group)).toEqual(ids(a, b, d));
      expect(group.members.epoch).toBe(removed.members.epoch);
      expect([a, b, d].flatMap(({ id }) => lostChanges(group, id))).toEqual([]);
    }
  });

  it('nor by its own new words, where a member has removed it', () => {
    const own = recoveryKeysOf(suite, OTHER_WORDS);
    const removed = grow(three, removeDevice(tools, three, a, c.id));
    const renewal = replaceWords(tools, three, c, own);
    const back = recoverDevice(suite, grow(three, renewal), own, d.card);
    const group = grow(removed, renewal, back);
    expect(group.struck).toEqual(new Set([renewal.hash, back.hash]));
    expect([membersOf(group), group.isDisputed]).toEqual([ids(a, b), false]);
    expect([a, b].flatMap(({ id }) => lostChanges(group, id))).toEqual([]);
  });

  it('unless somebody else makes those words anew: then who had come by them before is added, too', () => {
    const own = recoveryKeysOf(suite, OTHER_WORDS);
    const e = device();
    const renewal = replaceWords(tools, three, c, own);
    const made = grow(three, renewal);
    const back = recoverDevice(suite, made, own, d.card);
    const removal = removeDevice(tools, three, a, c.id);
    // b has heard of the new words and of a rotation that displaces them, but of no removal.
    const rotated = rotateKey(tools, three, b);
    const change: LostChange & { kind: 'rewords' } = {
      kind: 'rewords',
      recovery: own.card,
      former: [],
      countersignature: renewal.countersignature,
    };
    const again = replaceWordsAgain(tools, grow(three, rotated), b, change);
    let group = grow(three, removal, renewal, add(made, c, e), back, rotated, again);
    expect(group.struck).toContain(back.hash);
    const [lost] = lostChanges(group, a.id);
    // Before the words are in force whoever came by them is nobody; and whom the removed device added stays away.
    expect([membersOf(group), lost?.kind]).toEqual([ids(a, b), 'rewords']);
    group = grow(group, replaceWordsAgain(tools, group, a, change));
    for (const { id } of [a, b])
      expect(lostChanges(group, id)).toEqual([{ kind: 'added', device: d.card, isGone: false }]);
    group = grow(group, add(group, b, d));
    expect(membersOf(group)).toEqual(ids(a, b, d));
    expect([a, b, d].flatMap(({ id }) => lostChanges(group, id))).toEqual([]);
    // Once removed it does not come back, whatever the words signed before.
    group = grow(group, removeDevice(tools, group, a, d.id));
    expect([a, b].flatMap(({ id }) => lostChanges(group, id))).toEqual([]);
  });

  it('of two devices that came by the same words at once, the other is added by a third', () => {
    const e = device();
    const group = grow(
      three,
      recoverDevice(suite, three, words, d.card),
      recoverDevice(suite, three, words, e.card),
    );
    const [lost] = lostChanges(group, a.id);
    expect(lost?.kind).toBe('added');
    const whole = grow(group, add(group, a, group.members.devices.has(d.id) ? e : d));
    expect(membersOf(whole)).toEqual(ids(a, b, c, d, e));
    expect([a, b, c].flatMap(({ id }) => lostChanges(whole, id))).toEqual([]);
  });

  it('what the words signed goes first', () => {
    for (let i = 0; i < 8; i++) {
      const byWords = recoverDevice(suite, three, words, d.card);
      const other = rotateKey(tools, three, b);
      for (const group of [grow(three, byWords, other), grow(three, other, byWords)])
        expect(group.members.head).toBe(byWords.hash);
    }
  });

  it('and so does what leads to it, before a removal: but not to what words signed that were made since', () => {
    for (let i = 0; i < 8; i++) {
      const removal = removeDevice(tools, three, a, b.id);
      const addition = add(three, c, d);
      const after = grow(three, addition);
      const byWords = recoverDevice(suite, after, words, device().card);
      const group = grow(three, removal, addition, byWords);
      expect(group.members.head).toBe(byWords.hash);
      // The removal is not lost with whoever made it.
      for (const { id } of [a, c])
        expect(lostChanges(group, id)).toContainEqual(
          expect.objectContaining({ kind: 'removed', device: b.id }),
        );
      const own = recoveryKeysOf(suite, OTHER_WORDS);
      const renewal = replaceWords(tools, after, c, own);
      const byOwn = recoverDevice(suite, grow(after, renewal), own, device().card);
      expect(grow(three, addition, renewal, byOwn, removal).members.head).toBe(removal.hash);
    }
  });

  it('a chain of thousands of records behind a fork is no trouble', () => {
    let long = grow(three, add(three, a, d));
    for (let i = 0; i < 200; i++) long = grow(long, rotateKey(tools, long, d));
    const fork = grow(long, removeDevice(tools, three, b, c.id));
    expect(fork.chain.length).toBeLessThan(10);
    const last = long.tree.get(long.members.head);
    const tail = new Map(long.tree);
    let previous = last;
    for (let i = 0; i < 20_000 && previous !== undefined; i++) {
      const next = {
        ...previous,
        parent: previous,
        depth: previous.depth + 1,
        record: { ...previous.record, hash: `made-${i}` },
      };
      tail.set(next.record.hash, next);
      previous = next;
    }
    expect(chooseChain(tail, new Set()).placed).toHaveLength(tail.size);
  });

  it('every order of the same records ends in the same chain', () => {
    const e = device();
    const left = grow(three, byA);
    const records = [byA, byB, add(three, c, e), rotateKey(tools, left, c), add(left, b, e)];
    const expected = grow(three, ...records).members.head;
    fc.assert(
      fc.property(fc.shuffledSubarray(records, { minLength: records.length }), (shuffled) => {
        expect(grow(three, ...shuffled, ...shuffled).members.head).toBe(expected);
      }),
      { numRuns: 40 },
    );
  });

  it('refuses what is no record at all', () => {
    const { group, refused, hashes } = withRecords(suite, three, [new Uint8Array(3), byA.bytes, byA.bytes]);
    expect([refused, hashes]).toEqual([1, [byA.hash, byA.hash]]);
    expect(membersOf(group as Group)).toEqual(ids(a, b, c, d));
  });
});
