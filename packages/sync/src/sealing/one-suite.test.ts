import { describe, expect, it } from 'vitest';
import { newDeviceKeys } from '../keys/device-keys.ts';
import { roomOf } from '../keys/room.ts';
import { readRecord } from '../membership/record.ts';
import { plainFromBytes, plainToBytes } from '../plain-bytes.ts';
import { writeLetter } from '../recovery/letter.ts';
import { recoverReplica } from '../recovery/recover-replica.ts';
import { recoveryKeysOf } from '../keys/recovery-keys.ts';
import { sodiumSuite } from '../suite/sodium-suite.ts';
import type { Tools } from '../suite/sync-suite.ts';
import { firstDevice, WORDS } from '../test/person.ts';
import { seededRandom } from '../test/seeded-random.ts';
import * as v from 'valibot';
import { beginning, openUpdate, sealUpdate } from './sealed-update.ts';

const suite = await sodiumSuite();
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
    const [record] = a.group.chain;
    const Loose = v.looseObject({});
    const signed = plainFromBytes(Loose, record?.bytes as Uint8Array) as Record<string, unknown>;
    const body = plainFromBytes(Loose, signed['body'] as Uint8Array);
    for (const change of [{ format: 0 }, { format: 2 }, { kdf: 'none' }, { cipher: 'none' }]) {
      const changed = plainToBytes({ ...body, ...change });
      const signature = suite.sign(a.keys.signingSeed, changed);
      expect(readRecord(suite, plainToBytes({ ...signed, body: changed, signature }))).toBeUndefined();
    }
    expect(readRecord(suite, plainToBytes({ ...signed, suite: 'weak' }))).toBeUndefined();
    const words = recoveryKeysOf(suite, WORDS);
    const letter = plainFromBytes(Loose, writeLetter(tools, a.keys, a)) as Record<string, unknown>;
    for (const more of [{ iterations: 1 }, { kdf: 'pbkdf2' }, { cipher: 'aes-cbc' }])
      expect(() => recoverReplica(tools, words, [plainToBytes({ ...letter, ...more })])).toThrow(/No record/);
    expect(recoverReplica(tools, words, [plainToBytes(letter)]).isMember).toBe(true);
  });
});
