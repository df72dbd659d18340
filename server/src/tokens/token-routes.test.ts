import {
  type Problem,
  inviteCodeBytes,
  inviteCodeText,
  SignedTokenDirectory,
  TokenAnswer,
} from '@parlour/wire';
import { openTokenDirectory, finishToken } from '@parlour/private-aggregation/tokens';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import fc from 'fast-check';
import * as v from 'valibot';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { logAccess } from '../access-log.ts';
import { issuance } from '../database/schema/tokens.ts';
import { answerProblems } from '../problems/answer-problems.ts';
import { inviteAdmission } from './invite-admission.ts';
import { makeInvite } from './invites.ts';
import { tokenRoutes } from './token-routes.ts';
import { pendingToken, requestOf, tokenGround, type TokenGround, tools, YEAR } from './test/token-ground.ts';

let ground: TokenGround;
let server: FastifyInstance;
let log: string[];
beforeAll(async () => {
  ground = await tokenGround();
});
afterAll(() => ground.close());
beforeEach(async () => {
  log = [];
  server = Fastify({
    logger: { level: 'trace', base: null, stream: { write: (line: string) => log.push(line) } },
    logController: new LogController({ disableRequestLogging: true }),
  });
  answerProblems(server);
  logAccess(server);
  const { database } = ground;
  await server.register(tokenRoutes, {
    prefix: '/api',
    database,
    admissions: [inviteAdmission],
    requestsAMinute: 8,
  });
});
afterEach(() => server.close());

const ask = (payload: object | string, remoteAddress = '192.0.2.1') =>
  server.inject({
    method: 'POST',
    url: '/api/tokens',
    headers: { 'content-type': 'application/json' },
    payload,
    remoteAddress,
  });
const problemIn = ({ json }: { json: () => Problem }) => json().code;

describe('the routes', () => {
  it('give a device its token', async () => {
    const published = await server.inject('/api/directory');
    expect(published.headers['cache-control']).toBe('public, max-age=60');
    const signed = v.parse(SignedTokenDirectory, published.json());
    const directory = await openTokenDirectory(tools.suite, signed, { aggregatorKey: undefined });
    expect(directory.epochs.map(({ id }) => id)).toEqual(ground.epochs);
    const typed = inviteCodeText((await makeInvite(ground.database, { seconds: YEAR })).code);
    const code = inviteCodeBytes(typed.toLowerCase()) ?? new Uint8Array();
    const pending = await pendingToken(ground.database, ground.epochs[1]);
    const answer = await ask(requestOf(code, pending));
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    const { blindSignature } = v.parse(TokenAnswer, answer.json());
    expect(
      (await finishToken(tools, pending, new Uint8Array(Buffer.from(blindSignature, 'hex')))).phase,
    ).toBe('held');
  });

  it('give the same directory again, byte for byte, and no body to who has it', async () => {
    const first = await server.inject('/api/directory');
    expect((await server.inject('/api/directory')).body).toBe(first.body);
    const { etag } = first.headers;
    const again = await server.inject({ url: '/api/directory', headers: { 'if-none-match': String(etag) } });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });

  it('refuse with a problem', async () => {
    const pending = await pendingToken(ground.database, ground.epochs[0]);
    const request = requestOf(new Uint8Array(16), pending);
    const unknown = await ask(request);
    expect([unknown.statusCode, problemIn(unknown)]).toEqual([403, 'tokens/unknown-invite']);
    const malformed = await ask({ ...request, extra: 1 });
    expect([malformed.statusCode, problemIn(malformed)]).toEqual([400, 'tokens/malformed-request']);
    const large = await ask({ ...request, epoch: 'x'.repeat(3000) });
    expect([large.statusCode, problemIn(large)]).toEqual([413, 'http/too-large']);
  });

  it('log nothing of what was asked or answered, nor by whom', async () => {
    const { code } = await makeInvite(ground.database, { seconds: YEAR });
    const pending = await pendingToken(ground.database, ground.epochs[0]);
    const request = requestOf(code, pending);
    const answer = v.parse(TokenAnswer, (await ask(request)).json());
    await ask({ ...request, blinded: 'f'.repeat(512) }, '203.0.113.7');
    const text = log.join('');
    expect(text).toContain('"route":"/api/tokens","status":200');
    expect(text).not.toContain('203.0.113.7');
    for (const secret of [
      request.admission.code,
      request.blinded.slice(0, 32),
      answer.blindSignature.slice(0, 32),
    ]) {
      expect(text).not.toContain(secret);
    }
  });

  it('limit how often one place asks, and no other place for it', async () => {
    const malformed = { admission: 1 };
    for (let i = 0; i < 8; i += 1) expect((await ask(malformed)).statusCode).toBe(400);
    const limited = await ask(malformed);
    expect([limited.statusCode, problemIn(limited)]).toEqual([429, 'tokens/too-many-requests']);
    expect(Number(limited.headers['retry-after'])).toBeGreaterThan(0);
    expect((await ask(malformed, '192.0.2.2')).statusCode).toBe(400);
    expect((await server.inject('/api/directory')).statusCode).toBe(200);
  });

  it('answer anything with a problem and issue nothing', async () => {
    const before = await ground.database.$count(issuance);
    const { code } = await makeInvite(ground.database, { seconds: YEAR });
    const good = requestOf(code, await pendingToken(ground.database, ground.epochs[0]));
    let place = 0;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('admission', 'epoch', 'blinded'), fc.json(), async (part, json) => {
        place += 1;
        const changed: unknown = JSON.parse(json);
        const answer = await ask({ ...good, [part]: changed }, `10.0.${place >> 8}.${place & 255}`);
        expect([400, 404]).toContain(answer.statusCode);
        expect(problemIn(answer)).toMatch(/^tokens\//);
      }),
      { numRuns: 150 },
    );
    expect(await ground.database.$count(issuance)).toBe(before);
  });
});
