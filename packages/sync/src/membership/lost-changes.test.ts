import { describe, expect, it } from 'vitest';
import type { Bytes } from '../bytes.ts';
import type { DeviceKeys } from '../keys/device-keys.ts';
import { recoveryKeysOf } from '../keys/recovery-keys.ts';
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
  two,
  words,
} from '../test/three-devices.ts';
import {
  addDevice,
  leaveGroup,
  recoverDevice,
  removeDevice,
  replaceWords,
  replaceWordsAgain,
  rotateKey,
} from './change-members.ts';
import type { Group } from './group.ts';
import { lostChanges } from './lost-changes.ts';

/** What a member makes anew, as `OwnGroup.tend` does, where it has the key. */
const tended = (group: Group, by: DeviceKeys): Group => {
  let grown = group;
  for (let left = lostChanges(grown, by.id).length; left > 0; left--) {
    const [change] = lostChanges(grown, by.id);
    if (change === undefined) break;
    if (change.kind === 'added') {
      if (change.isGone) left++;
      if (change.isGone) grown = grow(grown, rotateKey(tools, grown, by));
      const key = keyOf(grown, by) as Bytes;
      grown = grow(grown, addDevice(tools, grown, by, change.device, key));
    } else if (change.kind === 'removed') grown = grow(grown, removeDevice(tools, grown, by, change.device));
    else if (change.kind === 'rewords') grown = grow(grown, replaceWordsAgain(tools, grown, by, change));
  }
  return grown;
};

describe('what is made anew', () => {
  const fresh = recoveryKeysOf(suite, OTHER_WORDS);

  it('lets nobody in by words that are about to be replaced, however late a fork comes about', () => {
    const x = device();
    const renewal = replaceWords(tools, three, b, fresh);
    const removal = removeDevice(tools, three, a, c.id);
    const back = recoverDevice(suite, three, words, x.card);
    const onRemoval = recoverDevice(suite, grow(three, removal), words, x.card);
    for (const late of [back, onRemoval]) {
      const group = tended(grow(three, renewal, removal, late), a);
      expect(membersOf(group)).toEqual(ids(a, b));
      expect(group.members.recovery).toEqual(fresh.card);
    }
    // All is quiet, and then a removal comes from a device that had not heard of the words.
    const four = grow(three, add(three, a, d));
    const struck = recoverDevice(suite, four, words, x.card);
    const quiet = tended(grow(four, replaceWords(tools, four, b, fresh), struck), a);
    const group = tended(grow(quiet, removeDevice(tools, four, d, c.id)), a);
    expect([membersOf(group), keyOf(group, x)]).toEqual([ids(a, b, d), undefined]);
    expect(group.members.recovery).toEqual(fresh.card);
  });

  it('brings nobody back who came by words made anew, and left or was removed by another whom they brought', () => {
    const [x, y] = [device(), device()];
    const renewal = replaceWords(tools, three, c, fresh);
    const made = grow(three, renewal);
    const first = grow(made, recoverDevice(suite, made, fresh, x.card));
    const both = grow(first, recoverDevice(suite, first, fresh, y.card));
    const rotated = rotateKey(tools, three, b);
    const { countersignature } = renewal;
    const again = replaceWordsAgain(tools, grow(three, rotated), b, {
      kind: 'rewords',
      recovery: fresh.card,
      former: [],
      countersignature,
    });
    for (const last of [leaveGroup(tools, both, x), removeDevice(tools, both, y, x.id)]) {
      const seen = [removeDevice(tools, three, a, c.id), ...both.records.values(), last, rotated, again];
      const group = tended(tended(grow(three, ...seen), a), b);
      expect([membersOf(group), keyOf(group, x)]).toEqual([ids(a, b, y), undefined]);
    }
  });

  it('is nothing by a device of which a removal counts: it would be void, again and again', () => {
    const back = recoverDevice(suite, three, words, d.card);
    const [removalOfC, removalOfB] = [
      removeDevice(tools, three, a, c.id),
      removeDevice(tools, three, a, b.id),
    ];
    const group = grow(three, back, removalOfC, removalOfB);
    expect(membersOf(group)).toEqual(ids(a, b, c, d));
    expect([b, c].flatMap(({ id }) => lostChanges(group, id))).toEqual([]);
    expect(membersOf(tended(group, a))).toEqual(ids(a, d));
  });

  it('and so begins no dispute', () => {
    const four = grow(three, add(three, a, d));
    const [e, x] = [device(), device()];
    const removalOfC = removeDevice(tools, four, a, c.id);
    const on = grow(four, removalOfC);
    const group = grow(
      four,
      removalOfC,
      add(on, b, x),
      recoverDevice(suite, four, words, e.card),
      removeDevice(tools, four, d, a.id),
    );
    for (const by of [b, c]) expect(tended(group, by).isDisputed).toBe(false);
  });
});

describe('who has left', () => {
  it('takes nothing up again from before it left', () => {
    let gone = grow(three, leaveGroup(tools, three, c));
    gone = grow(gone, rotateKey(tools, gone, a));
    gone = grow(gone, add(gone, a, d));
    const fresh = recoveryKeysOf(suite, OTHER_WORDS);
    for (const later of [replaceWords(tools, three, c, fresh), add(three, c, device())]) {
      const group = grow(gone, later);
      expect(group.struck).toEqual(new Set([later.hash]));
      expect(membersOf(group)).toEqual(ids(a, b, d));
      expect([a, b, d].flatMap(({ id }) => lostChanges(group, id))).toEqual([]);
    }
    // Who made the next epoch has removed it, so the two have removed each other.
    const group = grow(gone, removeDevice(tools, three, c, a.id));
    expect([membersOf(group), group.isDisputed]).toEqual([ids(a, b, d), true]);
  });

  it('and had removed a device before, which nobody had made anew: that device undoes no removal by the next epoch', () => {
    const four = grow(three, add(three, a, d));
    const [x, fresh] = [device(), recoveryKeysOf(suite, OTHER_WORDS)];
    const removal = removeDevice(tools, four, a, c.id);
    const back = recoverDevice(suite, four, words, x.card);
    const gone = grow(four, back);
    const left = leaveGroup(tools, gone, a);
    const seen = grow(four, removal, back, left);
    const at = grow(gone, left);
    for (const next of [
      rotateKey(tools, at, c),
      replaceWords(tools, at, c, fresh),
      removeDevice(tools, at, c, b.id),
    ]) {
      const group = grow(seen, next);
      expect([group.struck.has(removal.hash), group.isDisputed]).toEqual([false, true]);
      expect(membersOf(grow(tended(seen, b), next))).not.toContain(c.id);
    }
  });

  it('is as well removed: that is no dispute, and strikes no leaving', () => {
    const left = grow(three, leaveGroup(tools, three, c));
    const group = grow(left, rotateKey(tools, left, b), removeDevice(tools, three, a, c.id));
    expect([membersOf(group), group.isDisputed, group.struck.size]).toEqual([ids(a, b), false, 0]);
  });

  it('takes nothing from anybody where nobody has gone on from that: it may be made at any time, from any place', () => {
    let group = grow(two, add(two, b, c));
    group = grow(group, rotateKey(tools, group, c));
    group = grow(group, removeDevice(tools, group, b, a.id));
    group = grow(group, rotateKey(tools, group, c));
    const late = grow(group, leaveGroup(tools, founded, a));
    expect([membersOf(late), late.members.head, late.isDisputed]).toEqual([
      ids(b, c),
      group.members.head,
      false,
    ]);
  });
});

it('whoever came by old words, and belongs, can remove the maker of the new ones, once others have gone on with them', () => {
  const fresh = recoveryKeysOf(suite, OTHER_WORDS);
  const renewal = replaceWords(tools, three, b, fresh);
  const back = recoverDevice(suite, three, words, d.card);
  const seen = grow(three, back);
  const byA = rotateKey(tools, seen, a);
  for (const order of [
    [renewal, back, byA],
    [back, byA, renewal],
  ]) {
    const quiet = tended(grow(three, ...order), a);
    expect([membersOf(quiet), quiet.members.recovery]).toEqual([ids(a, b, c, d), fresh.card]);
    const group = grow(quiet, rotateKey(tools, quiet, a));
    const removed = grow(group, removeDevice(tools, group, d, b.id));
    expect([membersOf(removed), removed.isDisputed]).toEqual([ids(a, c, d), false]);
    // Where only its own like have made them anew, nobody is to say.
    const own = tended(grow(three, ...order), d);
    expect(grow(own, removeDevice(tools, own, d, b.id)).isDisputed).toBe(true);
  }
});
