import { AuditPage, ConsoleAccount, Problem, TakingPart, TokenAnswer } from '@parlour/wire';
import { finishToken } from '@parlour/private-aggregation/tokens';
import { sql } from 'drizzle-orm';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ConsoleGround,
  consoleGround,
  host,
  origin,
  stateOf,
} from '../console-access/test/console-ground.ts';
import { forgetExpired } from '../console-access/forget-expired.ts';
import { logIn as logInTable, logInCode } from '../database/schema/log-ins.ts';
import { issuance } from '../database/schema/tokens.ts';
import { makeEpochKeys } from '../tokens/make-epoch-keys.ts';
import { pendingToken, tools } from '../tokens/test/token-ground.ts';
import { clientId, type Person, testProvider } from './test/test-provider.ts';

const callbacks = {
  console: `${origin}/api/session/oidc/callback`,
  admission: `${origin}/api/admission/oidc/callback`,
};
const ada: Person = { subject: 'ada-0001', claims: { name: 'Ada', groups: ['staff', 'parlour-operators'] } };
const bob: Person = { subject: 'bob-0002', claims: { name: 'Bob', groups: 'parlour-viewers' } };
const eve: Person = { subject: 'eve-0003', claims: { name: 'Eve', groups: ['guests'] } };

let ground: ConsoleGround;
let provider: Awaited<ReturnType<typeof testProvider>>;
let epochs: readonly string[];

beforeAll(async () => {
  provider = await testProvider(Object.values(callbacks));
  const { issuer, clientSecret } = provider;
  const settings = { issuer, clientId, clientSecret, label: 'Example' };
  ground = await consoleGround({
    attemptsAMinute: 10_000,
    origin,
    admits: ['invite', 'oidc'],
    logIn: {
      console: {
        provider: { ...settings, scope: 'openid profile' },
        roles: { claim: 'groups', operators: ['parlour-operators'], viewers: ['parlour-viewers'] },
      },
      admission: { provider: { ...settings, scope: 'openid' } },
    },
  });
  epochs = await makeEpochKeys(ground.database);
});
afterAll(async () => {
  await ground.close();
  await provider.close();
});

type Way = keyof typeof callbacks;
const pathOf = { console: '/api/session/oidc', admission: '/api/admission/oidc' } as const;

/** Begins on one replica. @returns where the browser is led, and its cookie. */
async function begin(way: Way) {
  const answer = await ground.server.inject({ url: `${pathOf[way]}/start`, headers: { host } });
  const [{ name, value } = { name: '', value: '' }] = answer.cookies;
  return { answer, url: String(answer.headers.location), cookie: `${name}=${value}` };
}
/** Comes back on another. */
const back = (url: string, cookie = '') =>
  ground.replicas[1].server.inject({ url: url.slice(origin.length), headers: { host, cookie } });

async function logIn(way: Way, person: Person | undefined) {
  provider.people.next = person;
  const begun = await begin(way);
  const returned = await provider.walk(begun.url);
  return { ...begun, returned, ended: await back(returned, begun.cookie) };
}
const sessionIn = (answer: { cookies: { name: string; value: string }[] }) =>
  answer.cookies.find(({ name }) => name === '__Host-parlour-console')?.value;

describe('a log-in to the console', () => {
  it('is offered, and begins with state, nonce and PKCE, bound to the browser', async () => {
    expect(stateOf(await ground.get('/api/session')).oidc).toEqual({ label: 'Example' });
    const { answer, url, cookie } = await begin('console');
    expect(answer.statusCode).toBe(303);
    const asked = new URL(url).searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      client_id: clientId,
      response_type: 'code',
      redirect_uri: callbacks.console,
      scope: 'openid profile',
      code_challenge_method: 'S256',
    });
    for (const name of ['state', 'nonce', 'code_challenge'])
      expect(asked.get(name)?.length ?? 0, name).toBeGreaterThanOrEqual(43);
    expect(cookie).toMatch(/^__Host-parlour-log-in-console=/);
    const flags = String(answer.headers['set-cookie']).split('; ').slice(1);
    expect(flags.toSorted()).toEqual(['HttpOnly', 'Max-Age=600', 'Path=/', 'SameSite=Lax', 'Secure']);
  });

  it('gives the role that the groups say, anew each time', async () => {
    const roleOf = async (person: Person) => {
      const { ended } = await logIn('console', person);
      expect(ended.headers.location).toBe('/console/');
      return stateOf(await ground.get('/api/session', sessionIn(ended))).session;
    };
    expect(await roleOf(ada)).toMatchObject({ account: { name: 'Ada', role: 'operator' }, by: 'oidc' });
    expect(await roleOf(bob)).toMatchObject({ account: { name: 'Bob', role: 'viewer' } });
    const demoted = { ...ada, claims: { ...ada.claims, groups: ['parlour-viewers'] } };
    const before = await roleOf(ada);
    const after = await roleOf(demoted);
    expect(after).toMatchObject({ account: { id: before?.account.id, role: 'viewer' } });
    await roleOf(ada);
  });

  it('lets nobody in who is in no group of ours, or whom the provider refuses', async () => {
    for (const [person, problem] of [
      [eve, 'log-in/not-listed'],
      [{ subject: 'nobody' }, 'log-in/not-listed'],
      [undefined, 'log-in/refused'],
    ] as const) {
      const { ended } = await logIn('console', person);
      expect(ended.headers.location).toBe(`/console/#problem=${problem}`);
      expect(sessionIn(ended)).toBeUndefined();
    }
  });

  it('ends once, in time, and in the browser that began it', async () => {
    const good = await logIn('console', ada);
    expect(sessionIn(good.ended)).toBeDefined();
    const late = 'log-in/late';
    const endsAt = async (url: string, cookie?: string) =>
      String((await back(url, cookie)).headers.location).replace('/console/#problem=', '');
    expect(await endsAt(good.returned, good.cookie)).toBe(late);
    provider.people.next = ada;
    const stolen = await begin('console');
    const returned = await provider.walk(stolen.url);
    expect(await endsAt(returned)).toBe(late);
    const other = await begin('console');
    const mine = await provider.walk(other.url);
    expect(await endsAt(mine, stolen.cookie)).toBe(late);
    const slow = await begin('console');
    const slowly = await provider.walk(slow.url);
    await ground.database.update(logInTable).set({ expiresAt: sql`now()` });
    expect(await endsAt(slowly, slow.cookie)).toBe(late);
    const crossed = await begin('admission');
    const admission = await provider.walk(crossed.url);
    const moved = admission.replace(callbacks.admission, callbacks.console);
    expect(await endsAt(moved, crossed.cookie.replace('admission', 'console'))).toBe(late);
    await forgetExpired(ground.database);
  });

  it('is not taken from whoever changed what came back', async () => {
    for (const change of [
      (url: URL) => url.searchParams.set('code', 'x'.repeat(43)),
      (url: URL) => url.searchParams.set('iss', 'https://evil.example'),
      (url: URL) => url.searchParams.delete('code'),
    ]) {
      provider.people.next = ada;
      const begun = await begin('console');
      const url = new URL(await provider.walk(begun.url));
      change(url);
      const ended = await back(url.href, begun.cookie);
      expect(ended.headers.location).toBe('/console/#problem=log-in/refused');
      expect(sessionIn(ended)).toBeUndefined();
    }
  });

  it('makes accounts that have no passkeys and no role but the provider’s, and is written down', async () => {
    const { ended } = await logIn('console', ada);
    const cookie = sessionIn(ended) ?? '';
    const shown = await ground.get('/api/operator/accounts', cookie);
    const accounts = v.parse(v.array(ConsoleAccount), shown.json());
    expect(accounts.map(({ name, isOfProvider }) => [name, isOfProvider])).toEqual([
      ['Ada', true],
      ['Bob', true],
    ]);
    const codeOf = async (path: string, body?: object) =>
      v.parse(Problem, (await ground.post(path, body, { cookie })).json()).code;
    expect(await codeOf('/api/session/passkeys/options')).toBe('console/of-provider');
    const role = { role: 'operator' };
    expect(await codeOf(`/api/operator/accounts/${accounts[1].id}/role`, role)).toBe('console/of-provider');
    const audit = v.parse(AuditPage, (await ground.get('/api/operator/audit', cookie)).json());
    expect(audit.entries[0]).toMatchObject({ actor: { name: 'Ada' }, action: 'account/log-in' });
  });
});

describe('a log-in for a token', () => {
  const codeFor = async (person: Person) => {
    const { ended } = await logIn('admission', person);
    return /^\/#admission=([0-9a-f]{32})$/.exec(String(ended.headers.location))?.[1] ?? '';
  };
  const ask = (code: string, epoch: string, blinded: Uint8Array, kind = 'oidc') =>
    ground.server.inject({
      method: 'POST',
      url: '/api/tokens',
      payload: { admission: { kind, code }, epoch, blinded: Buffer.from(blinded).toString('hex') },
    });
  const problemIn = (answer: { body: string }) => v.parse(Problem, JSON.parse(answer.body)).code;

  it('is offered to everybody alike, and asks for the subject alone', async () => {
    const answer = await ground.server.inject('/api/taking-part');
    expect(v.parse(TakingPart, answer.json())).toEqual({
      admissions: [{ kind: 'invite' }, { kind: 'oidc', label: 'Example' }],
      relay: null,
    });
    const { url } = await begin('admission');
    expect(new URL(url).searchParams.get('scope')).toBe('openid');
  });

  it('gives one token a person and epoch, however often they log in, and the same answer to the same request', async () => {
    const pending = await pendingToken(ground.database, epochs[0]);
    const other = await pendingToken(ground.database, epochs[0]);
    const first = await codeFor(ada);
    const again = await codeFor(ada);
    expect(again).not.toBe(first);
    const answer = await ask(first, epochs[0], pending.blinded);
    const { blindSignature } = v.parse(TokenAnswer, answer.json());
    const held = await finishToken(tools, pending, new Uint8Array(Buffer.from(blindSignature, 'hex')));
    expect(held.phase).toBe('held');
    expect((await ask(again, epochs[0], pending.blinded)).body).toBe(answer.body);
    for (const code of [first, again])
      expect(problemIn(await ask(code, epochs[0], other.blinded))).toBe('tokens/already-issued');
    expect(
      (await ask(again, epochs[1], (await pendingToken(ground.database, epochs[1])).blinded)).statusCode,
    ).toBe(200);
    expect((await ask(await codeFor(bob), epochs[0], other.blinded)).statusCode).toBe(200);
  });

  it('ends in a code of minutes, which is no invite', async () => {
    const { blinded } = await pendingToken(ground.database, epochs[0]);
    const code = await codeFor(eve);
    expect(problemIn(await ask(code, epochs[0], blinded, 'invite'))).toBe('tokens/unknown-invite');
    expect(problemIn(await ask('0'.repeat(32), epochs[0], blinded))).toBe('tokens/unknown-log-in');
    await ground.database.update(logInCode).set({ expiresAt: sql`now()` });
    expect(problemIn(await ask(code, epochs[0], blinded))).toBe('tokens/unknown-log-in');
    await forgetExpired(ground.database);
    expect(await ground.database.$count(logInCode)).toBe(0);
  });

  it('leaves nothing of who it was: no subject, no name, in no table and no log', async () => {
    const { rows } = await ground.database.execute<{ name: string }>(
      sql`select table_name as name from information_schema.tables where table_schema = 'parlour'`,
    );
    let stored = '';
    for (const { name } of rows) {
      const found = await ground.database.execute(sql`select * from parlour.${sql.identifier(name)}`);
      stored += JSON.stringify(found.rows);
    }
    expect(stored).toContain('account/log-in');
    for (const { subject } of [ada, bob, eve]) expect(stored + ground.log.join('')).not.toContain(subject);
    expect(stored).not.toContain('Eve');
    expect(await ground.database.$count(issuance)).toBe(3);
  });
});

describe('without a provider', () => {
  it('there is no log-in, and no token for one', async () => {
    const other = await consoleGround();
    for (const path of ['session', 'admission'] as const)
      for (const step of ['start', 'callback']) {
        const answer = await other.get(`/api/${path}/oidc/${step}`);
        expect([answer.statusCode, v.parse(Problem, answer.json()).code]).toEqual([
          404,
          'log-in/no-provider',
        ]);
      }
    expect(v.parse(TakingPart, (await other.get('/api/taking-part')).json()).admissions).toEqual([
      { kind: 'invite' },
    ]);
    await other.close();
  });

  it('that answers, a person is told so', async () => {
    const away = { issuer: 'http://127.0.0.1:8249', clientId, clientSecret: 'x', label: '', scope: 'openid' };
    const other = await consoleGround({ origin, logIn: { admission: { provider: away } } });
    const answer = await other.get('/api/admission/oidc/start');
    expect(answer.headers.location).toBe('/#problem=log-in/unreachable');
    await other.close();
  });
});
