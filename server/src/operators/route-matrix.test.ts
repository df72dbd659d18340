import { AuditEntry } from '@parlour/wire';
import type { HTTPMethods } from 'fastify';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Answer,
  codeOf,
  type ConsoleGround,
  consoleGround,
  cookieOf,
  host,
  origin,
} from '../console-access/test/console-ground.ts';
import { sessionCookie } from '../console-access/session-cookie.ts';
import { type Access, routeAccess } from './route-access.ts';

const identities = ['nobody', 'impostor', 'signed out', 'viewer', 'operator', 'credential'] as const;
type Who = (typeof identities)[number];
const elsewhere = '192.0.2.7';

let ground: ConsoleGround;
let headersOf: Record<Who, () => Promise<Record<string, string>>>;

beforeAll(async () => {
  ground = await consoleGround({ attemptsAMinute: 1_000_000, syncRelay: true });
  const operator = await ground.somebody('operator');
  const viewer = await ground.somebody('viewer');
  const withCookie = (id = '') => ({ cookie: `${sessionCookie}=${id}` });
  // A session for each request: some end it.
  const signedIn = async (key: typeof viewer.key) => withCookie(cookieOf(await ground.signIn(key)));
  headersOf = {
    nobody: async () => ({}),
    impostor: async () => ({
      authorization: `Bearer ${ground.credential.slice(1)}`,
      ...withCookie('A'.repeat(43)),
    }),
    'signed out': async () => {
      const id = cookieOf(await ground.signIn(operator.key));
      await ground.post('/api/session/end', undefined, { cookie: id });
      return withCookie(id);
    },
    viewer: () => signedIn(viewer.key),
    operator: () => signedIn(operator.key),
    credential: async () => ({ authorization: `Bearer ${ground.credential}` }),
  };
});
afterAll(() => ground.close());

/** Asks a route for what is in no form that it reads, or is not there. */
async function ask(name: string, headers: Record<string, string>): Promise<Answer> {
  const [method, pattern] = name.split(' ');
  const url = pattern
    .replace(/:(hash|kind)/g, '0'.repeat(64))
    .replace(/:\w+/g, '00000000-0000-4000-8000-000000000000')
    .replace('*', 'nothing');
  return ground.server.inject({
    method: method as HTTPMethods,
    url,
    headers: { host, ...headers },
    remoteAddress: elsewhere,
    ...(method === 'POST' && { payload: {} }),
  });
}

const codeIn = (answer: Answer) => (answer.statusCode >= 400 ? codeOf(answer) : 'none');
const page = { origin, 'sec-fetch-site': 'same-origin' };
const known: readonly Who[] = ['viewer', 'operator', 'credential'];

/** The one refusal that says who is not let in; none where they are, whatever becomes of what they asked. */
function refusalOf(access: Access, who: Who): string | undefined {
  if (access === 'scraper') return 'operators/no-metrics-token';
  if (['anyone', 'admitted', 'device', 'room', 'writer', 'session'].includes(access)) return;
  if (!known.includes(who)) return 'operators/no-credential';
  if (access === 'account' && who === 'credential') return 'console/no-account';
  if (access === 'operator' && who === 'viewer') return 'operators/not-operator';
  return undefined;
}
const refusals = [
  'operators/no-credential',
  'operators/not-operator',
  'operators/no-metrics-token',
  'console/no-account',
  'console/foreign-page',
];

const routes = Object.entries(routeAccess);
const byCookie = routes.filter(([, access]) => ['session', 'viewer', 'account', 'operator'].includes(access));
const changing = byCookie.filter(([name]) => !name.startsWith('GET'));
const secret = byCookie.filter(([name, access]) => name.startsWith('GET') && access !== 'session');

describe.each(routes)('%s (%s)', (name, access) => {
  it('lets in whom the table says and nobody else', async () => {
    for (const who of identities) {
      const answer = await ask(name, { ...page, ...(await headersOf[who]()) });
      const refused = refusalOf(access, who);
      if (refused === undefined) expect(refusals, who).not.toContain(codeIn(answer));
      else expect(codeIn(answer), who).toBe(refused);
      expect(answer.statusCode, who).toBeLessThan(500);
      if (refused === 'operators/no-credential') expect(answer.headers['www-authenticate']).toBe('Bearer');
    }
  });
});

describe.each(changing)('%s (%s)', (name) => {
  it('changes nothing for pages of other sites, nor by what a form can send', async () => {
    for (const who of ['viewer', 'operator'] as const) {
      for (const other of [
        {},
        { origin: 'null' },
        { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
        { origin: 'https://sub.films.example', 'sec-fetch-site': 'same-site' },
        { origin, 'sec-fetch-site': 'cross-site' },
      ]) {
        const answer = await ask(name, { ...(await headersOf[who]()), ...other } as Record<string, string>);
        expect(codeIn(answer), JSON.stringify(other)).toBe('console/foreign-page');
      }
    }
    const headers = { ...page, ...(await headersOf.operator()) };
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
    ]) {
      const [method, url] = name.replaceAll(/:\w+/g, '0').split(' ');
      const answer = await ground.server.inject({
        method: method as HTTPMethods,
        url,
        headers: { host, ...headers, 'content-type': type },
        payload: '{"count":1}',
      });
      expect([answer.statusCode, codeIn(answer)], type).toEqual([415, 'http/unsupported-type']);
    }
  });
});

describe.each(secret)('%s (%s)', (name) => {
  it('says nothing to nobody by HEAD either', async () => {
    const answer = await ground.server.inject({
      method: 'HEAD',
      url: name.slice(4).replaceAll(/:\w+/g, '0'),
    });
    expect(answer.statusCode).toBe(401);
  });
});

describe('what a viewer or a page of another site asked', () => {
  it('changed nothing', async () => {
    const { cookie } = await ground.somebody('viewer', 'Late');
    const answer = await ground.get('/api/operator/audit/export', cookie);
    const entries = v.parse(v.array(AuditEntry), answer.json());
    const changes = entries.filter(({ action }) => !/^(account|enrolment)\//.test(action));
    const whoDid = Map.groupBy(changes, ({ action }) => action);
    // What needs no body was done, once, by each of the two who may.
    for (const [action, done] of whoDid) {
      const actors = done.map(({ actor }) => (actor.kind === 'account' ? actor.name : actor.kind));
      expect(actors, action).toEqual(['operator', 'credential']);
    }
    expect(whoDid.size).toBeGreaterThan(0);
  });
});
