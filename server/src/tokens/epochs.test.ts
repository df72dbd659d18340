import { createPrivateKey } from 'node:crypto';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import { isFitPublicKey, openTokenDirectory } from '@parlour/private-aggregation/tokens';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tokenEpoch } from '../database/schema/keys.ts';
import { readAggregatorKey } from './aggregator-key.ts';
import { makeEpochKeys } from './make-epoch-keys.ts';
import { publishedDirectory } from './published-directory.ts';
import { endEpoch, keysOf, tokenGround, type TokenGround } from './test/token-ground.ts';

let ground: TokenGround;
beforeAll(async () => {
  ground = await tokenGround();
});
afterAll(() => ground.close());

describe('keys of epochs', () => {
  it('are made once, ahead, however many replicas make them at once', async () => {
    const { replicas, database, epochs } = ground;
    expect(epochs).toHaveLength(2);
    expect(await makeEpochKeys(database)).toEqual([]);
    const made = await Promise.all(Array.from({ length: 6 }, (_, i) => makeEpochKeys(replicas[i % 2], 3)));
    expect(made.flat()).toHaveLength(2);
    const rows = await database.select().from(tokenEpoch).orderBy(tokenEpoch.validFrom);
    expect(rows).toHaveLength(4);
    expect(new Set(rows.map(({ publicKey }) => Buffer.from(publicKey).toString('hex'))).size).toBe(4);
    rows.forEach((row, i) => {
      expect(isFitPublicKey(new Uint8Array(row.publicKey))).toBe(true);
      const key = createPrivateKey({ key: Buffer.from(row.privateKey), format: 'der', type: 'pkcs8' });
      expect(key.asymmetricKeyDetails).toEqual({ modulusLength: 2048, publicExponent: 65_537n });
      expect(row.validFrom).toEqual(i === 0 ? row.validFrom : rows[i - 1].validUntil);
    });
    expect(rows[0].validFrom.getTime()).toBeLessThanOrEqual(Date.now());
    expect(rows[0].validUntil.getTime()).toBeGreaterThan(Date.now());
  });
});

describe("the aggregator's key", () => {
  it('is one, whoever asks first', async () => {
    const all = await Promise.all([0, 1, 0, 1].map((i) => readAggregatorKey(ground.replicas[i])));
    for (const key of all) expect(key).toEqual(all[0]);
    expect(await nodeSuite.ed25519Public(all[0].signingSeed)).toEqual(all[0].publicKey);
  });
});

describe('the published directory', () => {
  it('is the same bytes from every replica, and opens on a device', async () => {
    const [one, other] = await Promise.all(ground.replicas.map(publishedDirectory));
    expect(JSON.stringify(one)).toBe(JSON.stringify(other));
    const { publicKey } = await readAggregatorKey(ground.database);
    const directory = await openTokenDirectory(nodeSuite, one, { aggregatorKey: publicKey });
    expect(directory.epochs.map(({ id }) => id)).toEqual(expect.arrayContaining([...ground.epochs]));
  });

  it('leaves out what has ended, which changes nothing of what a round of another epoch commits to', async () => {
    const { database, epochs } = ground;
    const before = await keysOf(database, epochs[1]);
    await endEpoch(database, epochs[0]);
    await expect(keysOf(database, epochs[0])).rejects.toThrow('no token key');
    expect(await keysOf(database, epochs[1])).toEqual(before);
  });
});
