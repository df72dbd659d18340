import { describe, expect, it } from 'vitest';
import { concat, utf8 } from '../bytes.ts';
import { newDeviceKeys } from '../keys/device-keys.ts';
import { recoveryKeysOf } from '../keys/recovery-keys.ts';
import { roomOf } from '../keys/room.ts';
import { readRecord } from '../membership/record.ts';
import { plainFromBytes, plainToBytes } from '../plain-bytes.ts';
import { writeLetter } from '../recovery/letter.ts';
import { recoverReplica } from '../recovery/recover-replica.ts';
import { sodiumSuite } from '../suite/sodium-suite.ts';
import type { Tools } from '../suite/sync-suite.ts';
import { firstDevice, joinBy, WORDS } from '../test/person.ts';
import { seededRandom } from '../test/seeded-random.ts';
import * as v from 'valibot';
import { beginning, openUpdate, sealUpdate } from './sealed-update.ts';

const suite = await sodiumSuite();
const Loose = v.looseObject({});
const tools: Tools = { suite, random: seededRandom(41) };

describe('a server that asks for less', () => {
  it('finds one format of updates, and no other is opened', () => {
    const keys = newDeviceKeys(suite, tools.random);
    const room = roomOf(suite, '1'.repeat(64), tools.random(32), 0);
    const { bytes } = sealUpdate(tools, keys, { room, sequence: 1, previous: beginning }, { heads: {} });
    expect(openUpdate(suite, room, keys.id, bytes)).toBeDefined();
    for (let format = 0; format < 256; format++) {
      if (format === bytes[0]) continue;
      const other = bytes.slice();
      other[0] = format;
      expect(openUpdate(suite, room, keys.id, other), `format ${format}`).toBeUndefined();
    }
    // Neither with a shorter tag, signature or nonce.
    for (const cut of [1, 8, 16, 24, 64]) {
      expect(openUpdate(suite, room, keys.id, bytes.subarray(0, -cut))).toBeUndefined();
      expect(openUpdate(suite, room, keys.id, bytes.subarray(cut))).toBeUndefined();
    }
  });

  it('has nothing to say about ciphers or key derivation: records and letters that do are refused', () => {
    const a = firstDevice(tools);
    // One that no words have to sign.
    const record = a.remove(joinBy(tools, a).keys.id);
    const signed = plainFromBytes(Loose, record.bytes) as { body: Uint8Array };
    const body = plainFromBytes(Loose, signed.body) as { change: { epoch: object } };
    const signedAnew = (changed: object) => {
      const bytes = plainToBytes(changed);
      const signature = suite.sign(a.keys.signingSeed, concat(utf8('parlour-sync/1/record'), bytes));
      return readRecord(suite, plainToBytes({ ...signed, body: bytes, signature }));
    };
    // What is signed here is signed rightly.
    expect(signedAnew(body)).toEqual(record);
    const { change } = body;
    for (const changed of [
      { ...body, format: 0 },
      { ...body, format: 2 },
      { ...body, kdf: 'none' },
      { ...body, change: { ...change, cipher: 'none' } },
      { ...body, change: { ...change, epoch: { ...change.epoch, kem: 'x25519' } } },
      { ...body, change: { ...change, epoch: { ...change.epoch, iterations: 1 } } },
    ])
      expect(signedAnew(changed)).toBeUndefined();
    expect(readRecord(suite, plainToBytes({ ...signed, suite: 'weak' }))).toBeUndefined();
    const words = recoveryKeysOf(suite, WORDS);
    const letter = plainFromBytes(Loose, writeLetter(tools, a.keys, a)) as Record<string, unknown>;
    for (const more of [{ iterations: 1 }, { kdf: 'pbkdf2' }, { cipher: 'aes-cbc' }])
      expect(() => recoverReplica(tools, words, [plainToBytes({ ...letter, ...more })])).toThrow(/No record/);
    expect(recoverReplica(tools, words, [plainToBytes(letter)]).isMember).toBe(true);
  });
});
