import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PasskeyCreationOptions, PasskeyRequestOptions, Problem, SessionState } from '@parlour/wire';
import type { FastifyInstance, InjectOptions } from 'fastify';
import * as v from 'valibot';
import { createServer, type ServerOptions } from '../../create-server.ts';
import { connect, type Database } from '../../database/connect.ts';
import { freshDatabase } from '../../database/testing/fresh-database.ts';
import { firstEnrolmentCode } from '../first-enrolment.ts';
import { sessionCookie } from '../session-cookie.ts';
import { type Ceremony, type TestPasskey, testPasskey } from './test-passkey.ts';

export const host = 'films.example';
export const origin = `https://${host}`;

/** What a browser's page sends along: where it is from, and its cookies. */
export interface Page {
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly cookie?: string;
  readonly remoteAddress?: string;
}

export type Answer = Awaited<ReturnType<FastifyInstance['inject']>>;

/** Two replicas of the server on one database, and browsers that ask them. */
export async function consoleGround(settings: Partial<ServerOptions> = {}) {
  const fresh = await freshDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'parlour-console-'));
  await writeFile(join(folder, 'index.html'), '<!doctype html>');
  await writeFile(join(folder, 'manifest.json'), '{}');
  const credential = randomBytes(32).toString('base64url');
  const log: string[] = [];
  const replica = async (): Promise<{ server: FastifyInstance; database: Database }> => {
    const database = connect(fresh.address);
    const server = await createServer({
      notifications: { on: () => () => undefined },
      viewerFolder: folder,
      consoleFolder: folder,
      catalogueFolder: folder,
      database,
      operatorCredentialHash: createHash('sha256').update(credential).digest(),
      logLevel: 'trace',
      logTo: { write: (line) => log.push(line) },
      ...settings,
    });
    return { server, database };
  };
  const replicas = [await replica(), await replica()];
  const [{ server, database }] = replicas;

  /** A POST of a page of the console, or what `page` says of it. */
  const post = (url: string, payload?: object | string, page: Page = {}, on = server): Promise<Answer> => {
    const headers: Record<string, string> = {};
    const said = { host, origin, 'sec-fetch-site': 'same-origin', ...page.headers };
    for (const [name, value] of Object.entries(said)) if (value !== undefined) headers[name] = value;
    if (page.cookie !== undefined) headers.cookie = `${sessionCookie}=${page.cookie}`;
    const { remoteAddress } = page;
    return on.inject({ method: 'POST', url, headers, payload, remoteAddress } as InjectOptions);
  };
  const get = (url: string, cookie?: string, on = server): Promise<Answer> =>
    on.inject({ url, headers: { host, ...(cookie && { cookie: `${sessionCookie}=${cookie}` }) } });

  const enrol = async (code: string, name: string, key: TestPasskey, told: Partial<Ceremony> = {}) => {
    const asked = await post('/api/enrolment/options', { code, name });
    if (asked.statusCode !== 200) return asked;
    const options = v.parse(PasskeyCreationOptions, asked.json());
    return post('/api/enrolment', key.create(options, { origin, ...told }));
  };
  const signIn = async (key: TestPasskey, told: Partial<Ceremony> = {}, page: Page = {}) => {
    const asked = await post('/api/session/passkey/options', undefined, page);
    if (asked.statusCode !== 200) return asked;
    const options = v.parse(PasskeyRequestOptions, asked.json());
    return post('/api/session/passkey', key.get(options, { origin, ...told }), page);
  };

  return {
    replicas,
    server,
    database,
    credential,
    log,
    post,
    get,
    enrol,
    signIn,
    /** Somebody of a role, enrolled and signed in. */
    async somebody(role: 'viewer' | 'operator', name: string = role) {
      const key = testPasskey();
      const first = await firstEnrolmentCode(database);
      const code = role === 'operator' && first !== undefined ? first : await codeFor(role);
      const answer = await enrol(code, name, key);
      const { session } = v.parse(SessionState, answer.json());
      return { key, cookie: cookieOf(answer) ?? '', id: session?.account.id ?? '' };
    },
    async close() {
      for (const each of replicas) {
        await each.server.close();
        await each.database.$client.end();
      }
      await fresh.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };

  async function codeFor(role: 'viewer' | 'operator'): Promise<string> {
    const { code } = (
      await server.inject({
        method: 'POST',
        url: '/api/operator/enrolments',
        headers: { authorization: `Bearer ${credential}` },
        payload: { role, expires: Date.now() + 3_600_000 },
      })
    ).json<{ code: string }>();
    return code;
  }
}

export type ConsoleGround = Awaited<ReturnType<typeof consoleGround>>;

/** The session's id that an answer sets; empty where it takes it away; undefined where it says nothing. */
export const cookieOf = ({ cookies }: Answer): string | undefined =>
  cookies.find(({ name }) => name === sessionCookie)?.value;
export const codeOf = ({ body }: Answer): string => v.parse(Problem, JSON.parse(body)).code;
export const stateOf = (answer: Answer): SessionState => v.parse(SessionState, answer.json());
