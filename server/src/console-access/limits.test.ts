import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, type ConsoleGround, consoleGround } from './test/console-ground.ts';
import { testPasskey } from './test/test-passkey.ts';

let ground: ConsoleGround;
beforeAll(async () => {
  ground = await consoleGround({ attemptsAMinute: 6 });
});
afterAll(() => ground.close());

describe('a place', () => {
  it.each([
    ['/api/enrolment/options', { code: '0'.repeat(26), name: 'Eve' }],
    ['/api/enrolment', {}],
    ['/api/session/passkey/options', undefined],
    ['/api/session/passkey', {}],
  ])('that tries %s again and again is asked to wait, and no other place for it', async (path, body) => {
    const place = `198.51.100.${path.length}`;
    const tries: string[] = [];
    for (let i = 0; i < 9; i += 1) {
      const answer = await ground.post(path, body, { remoteAddress: place });
      tries.push(answer.statusCode === 200 ? 'none' : codeOf(answer));
    }
    expect(tries.indexOf('http/too-many')).toBe(6);
    expect(new Set(tries.slice(6))).toEqual(new Set(['http/too-many']));
    const other = await ground.post(path, body, { remoteAddress: '203.0.113.9' });
    expect(other.statusCode).not.toBe(429);
    expect(ground.log.join('')).not.toContain(place);
  });

  it('where somebody is signed in is not counted for them', async () => {
    const { cookie } = await ground.somebody('operator');
    for (let i = 0; i < 12; i += 1)
      expect((await ground.get('/api/operator/accounts', cookie)).statusCode).toBe(200);
    expect(
      (await ground.signIn(testPasskey(), {}, { cookie, remoteAddress: '203.0.113.77' })).statusCode,
    ).toBe(403);
  });
});
