import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tokenEpoch } from '../database/schema/keys.ts';
import { issuance, tokenUse } from '../database/schema/tokens.ts';
import { forgetEpochs } from './forget-epochs.ts';
import { makeInvite } from './invites.ts';
import { redeemToken } from './redeem-token.ts';
import { roundTools, tokenKeysHash } from './round-tools.ts';
import {
  codeOf,
  endEpoch,
  endRound,
  heldToken,
  keysOf,
  someRound,
  tokenGround,
  type TokenGround,
  tools,
  YEAR,
} from './test/token-ground.ts';

let ground: TokenGround;
beforeAll(async () => {
  ground = await tokenGround();
});
afterAll(() => ground.close());

describe('what rounds are run with', () => {
  it('commits to the same keys as devices do', async () => {
    const { database, epochs } = ground;
    for (const epoch of epochs) {
      expect(await tokenKeysHash(database, epoch)).toEqual((await keysOf(database, epoch)).tokenKeysHash);
    }
    expect(await codeOf(tokenKeysHash(database, '1999-w01'))).toBe('tokens/unknown-epoch');
    expect(await codeOf(roundTools(database)('1999-w01'))).toBe('tokens/unknown-epoch');
  });

  it('knows tokens of its epoch on every replica, and when the epoch has ended and is forgotten', async () => {
    const { replicas, database, epochs } = ground;
    const { code } = await makeInvite(database, { seconds: YEAR });
    const { signingSeed, token } = await heldToken(database, code, epochs[0]);
    const later = await heldToken(database, code, epochs[1]);
    const signingKey = await tools.suite.ed25519Public(signingSeed);
    const toolsOf = replicas.map((replica) => roundTools(replica));
    const isValid = async (replica: 0 | 1, epoch: string) =>
      (await toolsOf[replica](epoch)).tokenIsValid(signingKey, token);
    expect(await isValid(0, epochs[0])).toBe(true);
    expect(await isValid(0, epochs[1])).toBe(false);

    const laterKey = await tools.suite.ed25519Public(later.signingSeed);
    const uses = [
      { signingKey, epoch: epochs[0], roundId: await someRound(database, epochs[0]) },
      { signingKey: laterKey, epoch: epochs[1], roundId: await someRound(database, epochs[1]) },
    ];
    for (const use of uses) await redeemToken(database, use);
    await endEpoch(database, epochs[0]);
    await forgetEpochs(database);
    expect(await isValid(1, epochs[0])).toBe(true);
    const rows = await database.select().from(tokenEpoch).orderBy(tokenEpoch.validFrom);
    expect(rows.map(({ privateKey }) => privateKey.length > 0)).toEqual([false, true]);
    expect((await database.select().from(issuance)).map(({ epoch }) => epoch)).toEqual([epochs[1]]);
    expect(await database.$count(tokenUse)).toBe(2);
    await endRound(database, uses[0].roundId);
    await forgetEpochs(database);
    expect((await database.select().from(tokenUse)).map(({ epoch }) => epoch)).toEqual([epochs[1]]);
  });
});
