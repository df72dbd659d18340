import { finishToken } from '@parlour/private-aggregation/tokens';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { invite, issuance } from '../database/schema/tokens.ts';
import { makeInvite, withdrawInvite } from './invites.ts';
import {
  codeOf,
  endEpoch,
  heldToken,
  issue,
  pendingToken,
  requestOf,
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

const invited = () => makeInvite(ground.database, { seconds: YEAR });

describe('an invite', () => {
  it('is stored as the hash of its code alone', async () => {
    const { code, codeHash, personId } = await invited();
    const rows = await ground.database.select().from(invite).where(eq(invite.codeHash, codeHash));
    expect(rows).toMatchObject([{ personId, usedAt: null }]);
    const { rows: all } = await ground.database.$client.query(
      'select invite::text as text from parlour.invite',
    );
    expect(JSON.stringify(all)).toContain(Buffer.from(codeHash).toString('hex'));
    expect(JSON.stringify(all)).not.toContain(Buffer.from(code).toString('hex'));
  });

  it('vouches for its person in every epoch until it expires, and its first use is noted', async () => {
    const { code, codeHash } = await invited();
    for (const epoch of ground.epochs) {
      expect((await heldToken(ground.database, code, epoch)).epoch).toBe(epoch);
    }
    const [row] = await ground.database.select().from(invite).where(eq(invite.codeHash, codeHash));
    expect(row.usedAt).toBeInstanceOf(Date);
  });

  it('that is unknown, expired or withdrawn is worth nothing', async () => {
    const { database, epochs } = ground;
    const pending = await pendingToken(database, epochs[0]);
    const refusal = (code: Uint8Array<ArrayBuffer>) => codeOf(issue(database, requestOf(code, pending)));
    expect(await refusal(new Uint8Array(16))).toBe('tokens/unknown-invite');
    const expired = await makeInvite(database, { seconds: -1 });
    expect(await refusal(expired.code)).toBe('tokens/expired-invite');
    const { code, codeHash } = await invited();
    expect(await withdrawInvite(database, codeHash)).toBe(true);
    expect(await refusal(code)).toBe('tokens/expired-invite');
    expect(await withdrawInvite(database, new Uint8Array(32))).toBe(false);
    expect(await withdrawInvite(database, expired.codeHash)).toBe(true);
  });

  it('renewed for the same person brings no second token of an epoch', async () => {
    const { database, epochs } = ground;
    const first = await invited();
    await heldToken(database, first.code, epochs[0]);
    const second = await makeInvite(database, { seconds: YEAR, personId: first.personId });
    expect(await codeOf(heldToken(database, second.code, epochs[0]))).toBe('tokens/already-issued');
    expect((await heldToken(database, second.code, epochs[1])).phase).toBe('held');
  });
});

describe('issuing', () => {
  it('answers the same request the same from every replica, and signs no other of that person and epoch', async () => {
    const { replicas, database, epochs } = ground;
    const { code } = await invited();
    const pending = await pendingToken(database, epochs[0]);
    const request = requestOf(code, pending);
    const answers = await Promise.all(Array.from({ length: 8 }, (_, i) => issue(replicas[i % 2], request)));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect((await finishToken(tools, pending, answers[0])).phase).toBe('held');
    const other = requestOf(code, await pendingToken(database, epochs[0]));
    expect(await codeOf(issue(replicas[1], other))).toBe('tokens/already-issued');
    expect(await issue(replicas[1], request)).toEqual(answers[0]);
  });

  it('signs one of several requests that race over replicas', async () => {
    const { replicas, database, epochs } = ground;
    const { code, personId } = await invited();
    const requests = await Promise.all(
      Array.from({ length: 6 }, async () => requestOf(code, await pendingToken(database, epochs[0]))),
    );
    const outcomes = await Promise.all(requests.map((request, i) => codeOf(issue(replicas[i % 2], request))));
    expect(outcomes.filter((outcome) => outcome === 'none')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'tokens/already-issued')).toHaveLength(5);
    expect(await database.select().from(issuance).where(eq(issuance.personId, personId))).toHaveLength(1);
  });

  it('gives nothing for an epoch that is not there or has ended, and the invite stays unused', async () => {
    const { database, epochs } = ground;
    const { code, codeHash } = await invited();
    const pending = await pendingToken(database, epochs[1]);
    const refusal = (epoch: string) => codeOf(issue(database, { ...requestOf(code, pending), epoch }));
    expect(await refusal('1999-w01')).toBe('tokens/unknown-epoch');
    await endEpoch(database, epochs[1]);
    expect(await refusal(epochs[1])).toBe('tokens/unknown-epoch');
    const [row] = await database.select().from(invite).where(eq(invite.codeHash, codeHash));
    expect(row.usedAt).toBeNull();
  });

  it('signs no number that is not below the modulus, and takes no way in that the operator did not choose', async () => {
    const { database, epochs } = ground;
    const { code } = await invited();
    const request = requestOf(code, { epoch: epochs[0], blinded: new Uint8Array(256).fill(255) });
    expect(await codeOf(issue(database, request))).toBe('tokens/malformed-request');
    const logIn = { ...request, admission: { ...request.admission, kind: 'oidc' as const } };
    expect(await codeOf(issue(database, logIn))).toBe('tokens/not-admitted');
  });
});
