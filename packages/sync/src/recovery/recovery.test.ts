import { describe, expect, it } from 'vitest';
import { SharedRecord } from '../document/shared-record.ts';
import { newDeviceKeys } from '../keys/device-keys.ts';
import { recoveryKeysOf } from '../keys/recovery-keys.ts';
import { foundReplica } from '../replica/open-replica.ts';
import type { Replica } from '../replica/replica.ts';
import { sodiumSuite } from '../suite/sodium-suite.ts';
import type { Tools } from '../suite/sync-suite.ts';
import { firstDevice, joinBy, OTHER_WORDS, seededDocument, WORDS } from '../test/person.ts';
import { seededRandom } from '../test/seeded-random.ts';
import { testEvent } from '../test/test-event.ts';
import { writeLetter } from './letter.ts';
import { recoverReplica } from './recover-replica.ts';

const suite = await sodiumSuite();
const tools: Tools = { suite, random: seededRandom(31) };
const words = recoveryKeysOf(suite, WORDS);
const letterOf = (replica: Replica) => writeLetter(tools, replica.keys, replica);
const recover = (letters: readonly Uint8Array[], by = words) =>
  recoverReplica(tools, by, letters, newDeviceKeys(suite, tools.random), seededDocument(tools));

describe('recovery by the words alone', () => {
  it('reads everything, and uploads nothing before the person has looked at the devices', () => {
    const a = firstDevice(tools);
    new SharedRecord(a.document).addEvents([testEvent('one', 1e12)]);
    a.moveOn();
    const sealed = a.seal();
    const back = recover([letterOf(a)]);
    const room = a.room?.id as string;
    expect(back.room?.id).toBe(room);
    const found = sealed.filter((one) => one.room === room);
    back.receive(
      room,
      found.map(({ update }) => ({ device: a.keys.id, bytes: update.bytes })),
    );
    expect(new SharedRecord(back.document).events().map(({ id }) => id)).toEqual(['one']);
    new SharedRecord(back.document).addEvents([testEvent('two', 1e12)]);
    expect([back.obstacle, back.seal()]).toEqual(['unconfirmed', []]);
    back.confirm();
    const own = back.seal().filter((one) => one.room === room);
    a.receive(
      room,
      own.map(({ update }) => ({ device: back.keys.id, bytes: update.bytes })),
    );
    expect(a.group.members.devices.has(back.keys.id)).toBe(true);
    expect(new SharedRecord(a.document).events().map(({ id }) => id)).toEqual(['one', 'two']);
  });

  it('works in later epochs, takes the newest of several letters, and shuts lost devices out afterwards', () => {
    const a = firstDevice(tools);
    const lost = joinBy(tools, a);
    const old = letterOf(lost);
    a.remove(lost.keys.id);
    const back = recover([old, letterOf(a), old]);
    expect(back.group.members.devices.has(lost.keys.id)).toBe(false);
    back.confirm();
    back.remove(a.keys.id);
    expect([...back.group.members.devices.keys()]).toEqual([back.keys.id]);
    expect(back.obstacle).toBeUndefined();
  });

  it('hears of a removal by the earlier rooms, where the letter is of the device that was removed', () => {
    const a = firstDevice(tools);
    const third = joinBy(tools, a);
    const thief = joinBy(tools, a);
    const earlier = a.room?.id as string;
    thief.remove(third.keys.id);
    const letter = letterOf(thief);
    const removal = a.remove(thief.keys.id);
    const told = a.seal().filter(({ room }) => room === earlier);
    const back = recover([letter]);
    expect(back.group.members.devices.has(thief.keys.id)).toBe(true);
    expect(back.listenTo().map(({ id }) => id)).toContain(earlier);
    const found = told.map(({ update }) => ({ device: a.keys.id, bytes: update.bytes }));
    back.receive(earlier, found);
    expect(back.group.records.has(removal.hash)).toBe(true);
  });

  it('finds nothing by other words, in damaged letters, or in letters of who does not belong', () => {
    const a = firstDevice(tools);
    const letter = letterOf(a);
    expect(() => recover([letter], recoveryKeysOf(suite, OTHER_WORDS))).toThrow(/No record of your devices/);
    for (let at = 0; at < letter.length; at += 97) {
      const changed = Uint8Array.from(letter, (byte, i) => (i === at ? byte ^ 4 : byte));
      expect(() => recover([changed]), `byte ${at}`).toThrow(/No record of your devices/);
    }
    const stranger = newDeviceKeys(suite, tools.random);
    expect(() => recover([writeLetter(tools, stranger, a)])).toThrow(/No record/);
    // Nor by a stranger in a member's name.
    const posing = { ...stranger, card: a.keys.card };
    expect(() => recover([writeLetter(tools, posing, a)])).toThrow(/No record/);
    expect(recover([writeLetter(tools, a.keys, a)]).isMember).toBe(true);
    expect(() => recover([])).toThrow(/No record/);
  });

  it('believes no record in the person’s name that was founded without the words', () => {
    const a = firstDevice(tools);
    const forger = newDeviceKeys(suite, tools.random);
    // Whoever was a member knows the words' public keys, and no more.
    const forged = foundReplica(
      tools,
      forger,
      { ...words, signingSeed: tools.random(32) },
      seededDocument(tools),
    );
    expect(() => recover([letterOf(forged)])).toThrow(/No record of your devices/);
    expect(recover([letterOf(forged), letterOf(a)]).group.members.group).toBe(a.group.members.group);
  });
});
