import { randomBytes } from 'node:crypto';
import { type Bytes, KINDS } from '@parlour/private-aggregation';
import { tokenChecker } from '@parlour/private-aggregation/tokens';
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roundMessage } from '../database/schema/rounds.ts';
import { tokenUse } from '../database/schema/tokens.ts';
import { freeTokens } from './free-tokens.ts';
import { makeInvite } from './invites.ts';
import { redeemToken } from './redeem-token.ts';
import {
  codeOf,
  heldToken,
  keysOf,
  someRound,
  tokenGround,
  type TokenGround,
  tools,
  YEAR,
} from './test/token-ground.ts';

let ground: TokenGround;
let epoch: string;
beforeAll(async () => {
  ground = await tokenGround();
  epoch = ground.epochs[0];
});
afterAll(() => ground.close());

const someKey = (): Bytes => new Uint8Array(randomBytes(32));
const redeem = (signingKey: Bytes, roundId: Bytes, replica: 0 | 1 = 0) =>
  codeOf(ground.replicas[replica].transaction((tx) => redeemToken(tx, { signingKey, epoch, roundId })));
const free = (roundId: Bytes) => ground.database.transaction((tx) => freeTokens(tx, roundId));
const report = (roundId: Bytes, senderKey: Bytes, kind: number = KINDS.report) =>
  ground.database
    .insert(roundMessage)
    .values({ roundId, kind, senderKey, signature: new Uint8Array(64), body: new Uint8Array(9) });

describe('a token', () => {
  it('issued against an invite is valid in a round of its epoch, on the server as on devices', async () => {
    const { database } = ground;
    const { code } = await makeInvite(database, { seconds: YEAR });
    const { signingSeed, token } = await heldToken(database, code, epoch);
    const isValid = await tokenChecker(tools, await keysOf(database, epoch));
    const signingKey = await tools.suite.ed25519Public(signingSeed);
    expect(await isValid(signingKey, token)).toBe(true);
    expect(await isValid(someKey(), token)).toBe(false);
    const next = await tokenChecker(tools, await keysOf(database, ground.epochs[1]));
    expect(await next(signingKey, token)).toBe(false);
    expect(await redeem(signingKey, await someRound(database, epoch))).toBe('none');
  });

  it('is spent in one round; the same again is no news', async () => {
    const [one, two] = [await someRound(ground.database, epoch), await someRound(ground.database, epoch)];
    const key = someKey();
    expect(await redeem(key, one)).toBe('none');
    expect(await redeem(key, one, 1)).toBe('none');
    expect(await redeem(key, two, 1)).toBe('tokens/spent');
    expect(await redeem(key, one)).toBe('none');
  });

  it('raced over replicas into two rounds is in one', async () => {
    const rounds = [await someRound(ground.database, epoch), await someRound(ground.database, epoch)];
    for (let i = 0; i < 20; i += 1) {
      const key = someKey();
      const outcomes = await Promise.all([redeem(key, rounds[0], 0), redeem(key, rounds[1], 1)]);
      expect(outcomes).toEqual(expect.arrayContaining(['none', 'tokens/spent']));
    }
  });

  it('of a transaction that fails is not spent', async () => {
    const [one, two] = [await someRound(ground.database, epoch), await someRound(ground.database, epoch)];
    const key = someKey();
    const failing = ground.database.transaction(async (tx) => {
      await redeemToken(tx, { signingKey: key, epoch, roundId: one });
      throw new Error('full disk');
    });
    await expect(failing).rejects.toThrow('full disk');
    expect(await redeem(key, two)).toBe('none');
  });
});

describe('a round that ends', () => {
  it('frees the tokens of devices that had not reported, for other rounds', async () => {
    const [one, two] = [await someRound(ground.database, epoch), await someRound(ground.database, epoch)];
    const [reported, shared, silent] = [someKey(), someKey(), someKey()];
    for (const key of [reported, shared, silent]) expect(await redeem(key, one)).toBe('none');
    await report(one, reported);
    await report(one, shared, KINDS.shares);
    await report(two, silent);
    expect(await free(one)).toBe(2);
    expect(await free(one)).toBe(0);
    expect(await redeem(reported, two)).toBe('tokens/spent');
    expect(await redeem(reported, one)).toBe('none');
    for (const key of [shared, silent]) {
      expect(await redeem(key, one)).toBe('tokens/spent');
      expect(await redeem(key, two)).toBe('none');
      expect(await redeem(key, one)).toBe('tokens/spent');
    }
    const rows = await ground.database.select().from(tokenUse).where(eq(tokenUse.roundId, two));
    expect(rows.map(({ freedAt }) => freedAt)).toEqual([null, null]);
  });
});

/** What must hold, in words: a key is in at most one live round, and never leaves one it reported in. */
it('behaves as its description over random histories', async () => {
  const rounds = await Promise.all([0, 1, 2].map(() => someRound(ground.database, epoch)));
  const step = fc.oneof(
    fc.record({ do: fc.constant('redeem' as const), key: fc.nat(2), round: fc.nat(2) }),
    fc.record({ do: fc.constant('report' as const), key: fc.nat(2), round: fc.nat(2) }),
    fc.record({ do: fc.constant('end' as const), key: fc.constant(0), round: fc.nat(2) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      const keys = [someKey(), someKey(), someKey()];
      const model = keys.map(() => ({ round: -1, freed: false, reported: false }));
      for (const { do: action, key, round } of steps) {
        const one = model[key];
        const isBound = one.round === round && !one.freed;
        if (action === 'redeem') {
          const may = one.round === -1 || isBound || (one.freed && one.round !== round);
          expect(await redeem(keys[key], rounds[round])).toBe(may ? 'none' : 'tokens/spent');
          if (may && !isBound) model[key] = { round, freed: false, reported: false };
        } else if (action === 'report' && isBound && !one.reported) {
          await report(rounds[round], keys[key]);
          one.reported = true;
        } else if (action === 'end') {
          await free(rounds[round]);
          for (const each of model) each.freed ||= each.round === round && !each.reported;
        }
      }
      await ground.database.delete(roundMessage);
    }),
    { numRuns: 40 },
  );
});
