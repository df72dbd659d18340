import { AuditPage, ConsoleAccount, Enrolment, MadeEnrolment } from '@parlour/wire';
import { sql } from 'drizzle-orm';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consoleAccount, enrolment } from '../database/schema/console.ts';
import { codeOf, type ConsoleGround, consoleGround, stateOf } from './test/console-ground.ts';
import { testPasskey } from './test/test-passkey.ts';

let ground: ConsoleGround;
let operator: Awaited<ReturnType<ConsoleGround['somebody']>>;
beforeAll(async () => {
  ground = await consoleGround({ attemptsAMinute: 10_000 });
  operator = await ground.somebody('operator', 'Ada');
});
afterAll(() => ground.close());

const change = (path: string, payload?: object, cookie = operator.cookie) =>
  ground.post(`/api/operator/${path}`, payload, { cookie });
const accounts = async () =>
  v.parse(v.array(ConsoleAccount), (await ground.get('/api/operator/accounts', operator.cookie)).json());
const waiting = async () =>
  v.parse(v.array(Enrolment), (await ground.get('/api/operator/enrolments', operator.cookie)).json());
const order = (role: 'viewer' | 'operator', expires = Date.now() + 3_600_000) =>
  change('enrolments', { role, expires });
const roleIn = async (cookie: string, replica: 0 | 1 = 1) =>
  stateOf(await ground.get('/api/session', cookie, ground.replicas[replica].server)).session?.account.role;

describe('an enrolment code', () => {
  it('enrols one person, once, in its role', async () => {
    const { code, enrolment: made } = v.parse(MadeEnrolment, (await order('viewer')).json());
    expect(await waiting()).toEqual([made]);
    const stored = JSON.stringify(await ground.database.select().from(enrolment));
    expect(stored + ground.log.join('')).not.toContain(code);
    const answers = await Promise.all(
      ['Bob', 'Eve', 'Mallory'].map((name) => ground.enrol(code, name, testPasskey())),
    );
    const refused = answers.filter(({ statusCode }) => statusCode !== 200).map(codeOf);
    // With a used code go the challenges that were made for it.
    const refusals = ['console/unknown-code', 'console/late-answer'];
    expect(refused.map((code) => refusals.includes(code))).toEqual([true, true]);
    expect(await waiting()).toEqual([]);
    expect((await accounts()).map(({ role }) => role)).toEqual(['operator', 'viewer']);
  });

  it('can be withdrawn, runs out, and waits a week at most', async () => {
    const { code, enrolment: made } = v.parse(MadeEnrolment, (await order('operator')).json());
    expect((await change(`enrolments/${made.id}/withdraw`)).json()).toEqual([]);
    expect(codeOf(await ground.enrol(code, 'Eve', testPasskey()))).toBe('console/unknown-code');
    expect(codeOf(await change(`enrolments/${made.id}/withdraw`))).toBe('console/unknown-enrolment');
    const late = v.parse(MadeEnrolment, (await order('operator')).json());
    await ground.database.update(enrolment).set({ expiresAt: sql`now()` });
    expect(codeOf(await ground.enrol(late.code, 'Eve', testPasskey()))).toBe('console/unknown-code');
    for (const expires of [0, Date.now() - 1, Date.now() + 8 * 86_400_000])
      expect(codeOf(await order('viewer', expires))).toBe('operators/malformed-request');
  });
});

describe('an account', () => {
  it('is shown with its passkeys, and nothing that lets anybody in', async () => {
    const shown = await ground.get('/api/operator/accounts', operator.cookie);
    const [ada] = v.parse(v.array(ConsoleAccount), shown.json());
    expect(ada).toMatchObject({ name: 'Ada', role: 'operator', isOfProvider: false });
    expect(ada.passkeys).toHaveLength(1);
    expect(ada.passkeys[0]).toMatchObject({ host: 'films.example', isSynced: false });
    expect(shown.body).not.toContain(operator.key.id);
  });

  it('has another role from the next request on, on every replica', async () => {
    const other = await ground.somebody('viewer', 'Grace');
    expect(codeOf(await change('enrolments', { role: 'viewer', expires: 1 }, other.cookie))).toBe(
      'operators/not-operator',
    );
    await change(`accounts/${other.id}/role`, { role: 'operator' });
    expect(await roleIn(other.cookie)).toBe('operator');
    const order = { role: 'viewer', expires: Date.now() + 60_000 };
    expect((await change('enrolments', order, other.cookie)).statusCode).toBe(200);
    await change(`accounts/${other.id}/role`, { role: 'viewer' });
    expect(await roleIn(other.cookie)).toBe('viewer');
    expect(codeOf(await change('enrolments', order, other.cookie))).toBe('operators/not-operator');
  });

  it('that is removed is signed out everywhere, and its passkey opens nothing', async () => {
    const other = await ground.somebody('operator', 'Mallory');
    expect((await change(`accounts/${other.id}/remove`)).statusCode).toBe(200);
    expect(await roleIn(other.cookie)).toBeUndefined();
    expect(codeOf(await change('enrolments', {}, other.cookie))).toBe('operators/no-credential');
    expect(codeOf(await ground.signIn(other.key))).toBe('console/refused-passkey');
    expect(codeOf(await change(`accounts/${other.id}/remove`))).toBe('console/unknown-account');
  });

  it('that is the last operator stays one, whoever asks at once', async () => {
    const other = await ground.somebody('operator', 'Second');
    const answers = await Promise.all([
      change(`accounts/${other.id}/role`, { role: 'viewer' }),
      change(`accounts/${operator.id}/role`, { role: 'viewer' }, other.cookie),
    ]);
    const operators = (await accounts()).filter(({ role }) => role === 'operator');
    expect(operators).toHaveLength(1);
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
    const [{ id }] = operators;
    const cookie = id === operator.id ? operator.cookie : other.cookie;
    expect(codeOf(await change(`accounts/${id}/remove`, undefined, cookie))).toBe('console/last-operator');
    expect(codeOf(await change(`accounts/${id}/role`, { role: 'viewer' }, cookie))).toBe(
      'console/last-operator',
    );
    await ground.database.update(consoleAccount).set({ role: 'operator' });
  });

  it('can lose a passkey that was lost, and not its only one', async () => {
    const other = await ground.somebody('viewer', 'Careless');
    const { passkeys } = (await accounts()).find(({ id }) => id === other.id) ?? { passkeys: [] };
    const path = `accounts/${other.id}/passkeys/${passkeys[0].id}/remove`;
    expect(codeOf(await change(path))).toBe('console/last-passkey');
    expect(codeOf(await change(path.replace(other.id, operator.id)))).toBe('console/unknown-passkey');
    expect((await ground.signIn(other.key)).statusCode).toBe(200);
  });
});

describe('what is written down', () => {
  it('is who did it, to whom, and what', async () => {
    const answer = await ground.get('/api/operator/audit?limit=200', operator.cookie);
    const { entries } = v.parse(AuditPage, answer.json());
    const actor = { kind: 'account', id: operator.id, name: 'Ada' };
    const removed = entries.find(({ action }) => action === 'account/remove');
    expect(removed).toMatchObject({ actor, detail: { name: 'Mallory', role: 'operator' } });
    expect(entries.find(({ action }) => action === 'enrolment/withdraw')).toMatchObject({ actor });
    expect(entries.filter(({ action }) => action === 'account/role')).toHaveLength(3);
  });
});
