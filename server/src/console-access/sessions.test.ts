import { randomBytes } from 'node:crypto';
import { AuditPage, Passkey, PasskeyCreationOptions, PasskeyRequestOptions } from '@parlour/wire';
import { eq, sql } from 'drizzle-orm';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  consoleAccount,
  consoleSession,
  enrolment,
  passkey,
  passkeyChallenge,
} from '../database/schema/console.ts';
import { firstEnrolmentCode } from './first-enrolment.ts';
import { forgetExpired } from './forget-expired.ts';
import { sessionCookie } from './session-cookie.ts';
import {
  codeOf,
  type ConsoleGround,
  consoleGround,
  cookieOf,
  origin,
  stateOf,
} from './test/console-ground.ts';
import { type Ceremony, type TestPasskey, testPasskey } from './test/test-passkey.ts';

const byNumber = (a: number, b: number) => a - b;
let ground: ConsoleGround;
const first = testPasskey();
let cookie: string;

beforeAll(async () => {
  // One place asks far oftener here than people do; limits have tests of their own.
  ground = await consoleGround({ attemptsAMinute: 10_000 });
});
afterAll(() => ground.close());

const whoIs = async (id?: string, replica = 0) =>
  stateOf(await ground.get('/api/session', id, ground.replicas[replica].server));

describe('the first account', () => {
  let code: string;

  it('is enrolled by a code that every start prints anew while there is none', async () => {
    expect(await whoIs()).toEqual({ session: null, isUnclaimed: true, oidc: null });
    const printed = await Promise.all([1, 2, 3].map(() => firstEnrolmentCode(ground.database)));
    code = printed[0] ?? '';
    expect(new Set(printed).size).toBe(3);
    for (const one of printed) expect(one).toMatch(/^([0-9A-Z]{5}-){5}[0-9A-Z]$/);
    const stored = JSON.stringify(await ground.database.select().from(enrolment));
    for (const one of printed) expect(stored + ground.log.join('')).not.toContain(one);
  });

  it('is nobody’s without the code, and needs a name', async () => {
    const key = testPasskey();
    for (const wrong of ['', '0', code.slice(0, -1), code.replace(/^../, 'ZZ'), '0'.repeat(26)])
      expect(codeOf(await ground.enrol(wrong, 'Ada', key))).toBe('console/unknown-code');
    expect(codeOf(await ground.enrol(code, ' ', key))).toBe('operators/malformed-request');
    expect(await ground.database.$count(consoleAccount)).toBe(0);
  });

  it.each<[string, Partial<Ceremony>, string]>([
    ['of another site', { origin: 'https://evil.example' }, 'refused-passkey'],
    ['for another site', { rpId: 'evil.example' }, 'refused-passkey'],
    ['whose person was not verified', { flags: 1 }, 'refused-passkey'],
    ['whose person was not there', { flags: 4 }, 'refused-passkey'],
    ['of another ceremony', { type: 'webauthn.get' }, 'refused-passkey'],
    ['to no challenge of ours', { challenge: randomBytes(32).toString('base64url') }, 'late-answer'],
    ['to no challenge at all', { challenge: '' }, 'refused-passkey'],
  ])('takes no passkey %s', async (_what, told, problem) => {
    expect(codeOf(await ground.enrol(code, 'Eve', testPasskey(), told))).toBe(`console/${problem}`);
    expect(await ground.database.$count(consoleAccount)).toBe(0);
  });

  it('is an operator, signed in, and the codes of all starts enrol nobody any more', async () => {
    const others = await Promise.all([1, 2].map(() => firstEnrolmentCode(ground.database)));
    const begun = await ground.post('/api/enrolment/options', { code: others[0], name: 'Bob' });
    const answer = await ground.enrol(code.toLowerCase(), ' Ada ', first);
    expect(answer.statusCode).toBe(200);
    expect(stateOf(answer)).toMatchObject({
      session: { account: { name: 'Ada', role: 'operator' }, by: 'passkey' },
      isUnclaimed: false,
    });
    cookie = cookieOf(answer) ?? '';
    const late = testPasskey().create(v.parse(PasskeyCreationOptions, begun.json()), { origin });
    expect(codeOf(await ground.post('/api/enrolment', late))).toBe('console/unknown-code');
    for (const used of [code, others[0], others[1]])
      expect(codeOf(await ground.enrol(used ?? '', 'Eve', testPasskey()))).toBe('console/unknown-code');
    expect(await firstEnrolmentCode(ground.database)).toBeUndefined();
    expect(await ground.database.$count(consoleAccount)).toBe(1);
  });

  it('is one, however many use their codes at once', async () => {
    const other = await consoleGround({ attemptsAMinute: 10_000 });
    const codes = await Promise.all([1, 2, 3, 4].map(() => firstEnrolmentCode(other.database)));
    const answers = await Promise.all(codes.map((each) => other.enrol(each ?? '', 'Ada', testPasskey())));
    expect(answers.map(({ statusCode }) => statusCode).toSorted(byNumber)).toEqual([200, 403, 403, 403]);
    expect(await other.database.$count(consoleAccount)).toBe(1);
    await other.close();
  });
});

describe('a session', () => {
  it('is a cookie that no script reads, no other site sends, and no neighbour plants', async () => {
    const answer = await ground.signIn(first);
    const [set] = [answer.headers['set-cookie']].flat().filter((line) => line?.startsWith(sessionCookie));
    expect(sessionCookie).toMatch(/^__Host-/);
    const parts = set?.split('; ') ?? [];
    expect(parts[0]).toMatch(/^__Host-parlour-console=[A-Za-z0-9_-]{43}$/);
    expect(parts.slice(1).toSorted()).toEqual([
      'HttpOnly',
      'Max-Age=43200',
      'Path=/',
      'SameSite=Strict',
      'Secure',
    ]);
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('is valid on every replica, and stored as a hash', async () => {
    for (const replica of [0, 1]) expect((await whoIs(cookie, replica)).session?.account.name).toBe('Ada');
    const stored = await ground.database.select().from(consoleSession);
    expect(stored.length).toBeGreaterThan(0);
    for (const { idHash } of stored) expect(Buffer.from(idHash).toString('base64url')).not.toBe(cookie);
  });

  it('has an id of its own at every sign-in: one that was planted or had before opens nothing', async () => {
    const planted = randomBytes(32).toString('base64url');
    const one = cookieOf(await ground.signIn(first, {}, { cookie: planted })) ?? '';
    expect(one).not.toBe(planted);
    expect((await whoIs(planted)).session).toBeNull();
    const two = cookieOf(await ground.signIn(first, {}, { cookie: one })) ?? '';
    expect(two).not.toBe(one);
    expect((await whoIs(one)).session).toBeNull();
    expect((await whoIs(two)).session?.account.name).toBe('Ada');
  });

  it('ends at sign-out on every replica, and the cookie is taken away', async () => {
    const id = cookieOf(await ground.signIn(first)) ?? '';
    const answer = await ground.post('/api/session/end', undefined, { cookie: id });
    expect(stateOf(answer).session).toBeNull();
    expect(cookieOf(answer)).toBe('');
    for (const replica of [0, 1]) expect((await whoIs(id, replica)).session).toBeNull();
    expect((await ground.get('/api/operator/rounds', id)).statusCode).toBe(401);
    expect((await ground.post('/api/session/end')).statusCode).toBe(200);
  });

  it('ends after an hour without use, and after half a day whatever happens', async () => {
    const id = cookieOf(await ground.signIn(first)) ?? '';
    const { session } = await whoIs(id);
    expect(session?.idleUntil).toBeGreaterThan(Date.now() + 3_500_000);
    expect(session?.expiresAt).toBeGreaterThan(Date.now() + 43_000_000);
    const move = (column: 'seen_at' | 'expires_at', by: string) =>
      ground.database.execute(
        sql`update parlour.console_session set ${sql.identifier(column)} = ${sql.identifier(column)} - ${by}::interval`,
      );
    await move('seen_at', '59 minutes');
    expect((await whoIs(id)).session?.idleUntil).toBeGreaterThan(Date.now() + 3_500_000);
    await move('seen_at', '61 minutes');
    expect((await whoIs(id)).session).toBeNull();
    await forgetExpired(ground.database);
    expect(await ground.database.$count(consoleSession)).toBe(0);
    const other = cookieOf(await ground.signIn(first)) ?? '';
    await move('expires_at', '12 hours');
    expect((await whoIs(other)).session).toBeNull();
    await forgetExpired(ground.database);
    expect(await ground.database.$count(consoleSession)).toBe(0);
    cookie = cookieOf(await ground.signIn(first)) ?? '';
  });

  it('is nothing that somebody makes up', async () => {
    for (const id of ['', 'x', randomBytes(32).toString('base64url'), randomBytes(32).toString('hex')])
      expect((await whoIs(id)).session).toBeNull();
  });
});

describe('a passkey', () => {
  const others: readonly [string, Partial<Ceremony>, string][] = [
    ['that a page of another site asked', { origin: 'https://evil.example' }, 'refused-passkey'],
    ['for another site', { rpId: 'evil.example' }, 'refused-passkey'],
    ['whose person was not verified', { flags: 1 }, 'refused-passkey'],
    ['of another ceremony', { type: 'webauthn.create' }, 'refused-passkey'],
    ['to no challenge of ours', { challenge: randomBytes(32).toString('base64url') }, 'late-answer'],
  ];
  it.each(others)('signs nobody in %s', async (_what, told, problem) => {
    const answer = await ground.signIn(first, told);
    expect(codeOf(answer)).toBe(`console/${problem}`);
    expect(cookieOf(answer)).toBeUndefined();
  });

  it('that is not enrolled, or pretends to be one that is, signs nobody in', async () => {
    const stranger = testPasskey();
    expect(codeOf(await ground.signIn(stranger))).toBe('console/refused-passkey');
    const pretender: TestPasskey = {
      ...stranger,
      get: (options, told) => ({ ...stranger.get(options, told), id: first.id, rawId: first.id }),
    };
    expect(codeOf(await ground.signIn(pretender))).toBe('console/refused-passkey');
  });

  it('answers each challenge once, in time, on whichever replica', async () => {
    const ask = async () =>
      v.parse(PasskeyRequestOptions, (await ground.post('/api/session/passkey/options')).json());
    const options = await ask();
    expect(options).toMatchObject({ rpId: 'films.example', userVerification: 'required' });
    expect(options.allowCredentials ?? []).toEqual([]);
    const answer = first.get(options, { origin });
    const again = [0, 1, 0, 1].map((i) =>
      ground.post('/api/session/passkey', answer, {}, ground.replicas[i].server),
    );
    const codes = (await Promise.all(again)).map(({ statusCode }) => statusCode);
    expect(codes.toSorted(byNumber)).toEqual([200, 410, 410, 410]);
    const wrong = await ask();
    await ground.post('/api/session/passkey', first.get(wrong, { origin, flags: 0 }));
    const right = await ground.post('/api/session/passkey', first.get(wrong, { origin }));
    expect(codeOf(right)).toBe('console/late-answer');
    const late = await ask();
    await ground.database.update(passkeyChallenge).set({ expiresAt: sql`now()` });
    expect(codeOf(await ground.post('/api/session/passkey', first.get(late, { origin })))).toBe(
      'console/late-answer',
    );
    await forgetExpired(ground.database);
    expect(await ground.database.$count(passkeyChallenge)).toBe(0);
  });

  it('that counts and counts backwards is a copy, and opens nothing', async () => {
    const operator = await ground.somebody('operator', 'Counted');
    expect((await ground.signIn(operator.key, { counter: 7 })).statusCode).toBe(200);
    for (const counter of [7, 3])
      expect(codeOf(await ground.signIn(operator.key, { counter }))).toBe('console/refused-passkey');
    expect((await ground.signIn(operator.key, { counter: 8 })).statusCode).toBe(200);
  });

  it('works at the host that it was made for and no other', async () => {
    await ground.database
      .update(passkey)
      .set({ host: 'other.example' })
      .where(eq(passkey.credentialId, first.id));
    expect(codeOf(await ground.signIn(first))).toBe('console/refused-passkey');
    await ground.database
      .update(passkey)
      .set({ host: 'films.example' })
      .where(eq(passkey.credentialId, first.id));
    const numbers = { headers: { host: '127.0.0.1:8240', origin: 'http://127.0.0.1:8240' } };
    expect(codeOf(await ground.signIn(first, {}, numbers))).toBe('console/no-name');
  });

  it('is added beside others, removed again, and never the last one', async () => {
    const page = { cookie };
    const second = testPasskey();
    const asked = await ground.post('/api/session/passkeys/options', undefined, page);
    const options = v.parse(PasskeyCreationOptions, asked.json());
    expect(options.excludeCredentials?.map(({ id }) => id)).toEqual([first.id]);
    const answer = second.create(options, { origin });
    const other = await ground.somebody('viewer', 'Other');
    expect(codeOf(await ground.post('/api/session/passkeys', answer, { cookie: other.cookie }))).toBe(
      'console/late-answer',
    );
    const askedAgain = await ground.post('/api/session/passkeys/options', undefined, page);
    const again = second.create(v.parse(PasskeyCreationOptions, askedAgain.json()), { origin });
    const added = v.parse(Passkey, (await ground.post('/api/session/passkeys', again, page)).json());
    expect((await ground.signIn(second)).statusCode).toBe(200);
    const taken = await ground.post('/api/session/passkeys/options', undefined, { cookie: other.cookie });
    const twice = second.create(v.parse(PasskeyCreationOptions, taken.json()), { origin });
    expect(codeOf(await ground.post('/api/session/passkeys', twice, { cookie: other.cookie }))).toBe(
      'console/known-passkey',
    );
    const remove = (id: string, by = cookie) =>
      ground.post(`/api/session/passkeys/${id}/remove`, undefined, { cookie: by });
    expect(codeOf(await remove(added.id, other.cookie))).toBe('console/unknown-passkey');
    const left = v.parse(v.array(Passkey), (await remove(added.id)).json());
    expect(left).toHaveLength(1);
    expect(codeOf(await ground.signIn(second))).toBe('console/refused-passkey');
    expect(codeOf(await remove(left[0].id))).toBe('console/last-passkey');
    expect((await ground.signIn(first)).statusCode).toBe(200);
  });
});

describe('what is written down', () => {
  it('are sign-ins, sign-outs and enrolments, and neither codes nor cookies', async () => {
    const answer = await ground.get('/api/operator/audit?limit=200', cookie);
    const { entries } = v.parse(AuditPage, answer.json());
    const actions = new Set(entries.map(({ action }) => action));
    for (const action of ['enrol', 'sign-in', 'sign-out', 'add-passkey', 'remove-passkey'])
      expect(actions).toContain(`account/${action}`);
    expect(answer.body + ground.log.join('')).not.toContain(cookie);
    expect(ground.log.join('')).not.toContain(first.id);
  });
});
