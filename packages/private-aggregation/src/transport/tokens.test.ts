import { createServer, type IncomingMessage, type Server } from 'node:http';
import { ParlourError, TokenRequest } from '@parlour/wire';
import * as v from 'valibot';
import { afterEach, describe, expect, it } from 'vitest';
import { equalBytes, fromHex, toHex } from '../secure-aggregation/bytes.ts';
import type { EpochKeys } from '../tokens/epoch-keys.ts';
import { epochKeys } from '../tokens/epoch-keys.ts';
import { openTokenDirectory } from '../tokens/open-directory.ts';
import { tokenStateFromBytes } from '../tokens/pending-token.ts';
import { tokenChecker } from '../tokens/token-checker.ts';
import {
  aggregatorKey,
  blindSign,
  directoryOf,
  publish,
  testEpoch,
  tools,
} from '../tokens/test/test-issuer.ts';
import { httpTokens, obtainToken, type RoundStore, type StoredRound, type TokenErrand } from './index.ts';

const epoch = testEpoch('2026-w47');
const directory = directoryOf(epoch);
const published = await publish(directory);
const admission = { kind: 'invite', code: '0123456789abcdef0123456789abcdef' } as const;

class MemoryStore implements RoundStore {
  stored: StoredRound | undefined;
  async load(): Promise<StoredRound | undefined> {
    return this.stored && { ...this.stored, state: this.stored.state.slice() };
  }
  async save(state: StoredRound['state'], revision: number): Promise<boolean> {
    if (revision !== (this.stored?.revision ?? 0) + 1) return false;
    this.stored = { state, revision };
    return true;
  }
  async clear(): Promise<void> {
    this.stored = undefined;
  }
}

/** An issuer with no more than what a test needs of it, over real HTTP. */
interface Issuer {
  readonly base: string;
  readonly requests: { readonly headers: IncomingMessage['headers']; readonly body: string }[];
  /** What it does with the next requests instead of answering. */
  readonly troubles: (readonly [status: number, body: string] | 'hang up')[];
}

let server: Server | undefined;
afterEach(() => server?.close());

async function issuer(): Promise<Issuer> {
  const requests: Issuer['requests'] = [];
  const troubles: Issuer['troubles'] = [];
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      response.setHeader('connection', 'close');
      requests.push({ headers: request.headers, body });
      const trouble = troubles.shift();
      if (trouble === 'hang up') return request.socket.destroy();
      if (trouble !== undefined) return response.writeHead(trouble[0]).end(trouble[1]);
      if (request.url === '/api/directory') return response.end(JSON.stringify(published));
      const { blinded } = v.parse(TokenRequest, JSON.parse(body));
      return response.end(JSON.stringify({ blindSignature: toHex(blindSign(epoch, fromHex(blinded))) }));
    });
  });
  for (let port = 20_000 + (process.pid % 10_000); ; port += 1) {
    const listening = await new Promise<boolean>((resolve) => {
      server?.once('error', () => resolve(false));
      server?.listen(port, '127.0.0.1', () => resolve(true));
    });
    if (listening) return { base: `http://127.0.0.1:${port}/api/`, requests, troubles };
  }
}

function errand(
  base: string,
  store: RoundStore,
  keys: EpochKeys,
  more: Partial<TokenErrand> = {},
): TokenErrand {
  const seed = () => crypto.getRandomValues(new Uint8Array(32));
  return { tools, door: httpTokens({ base }), store, keys, admission, seed, pause: async () => {}, ...more };
}

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'none',
    (error: unknown) => (error instanceof ParlourError ? error.code : error),
  );

const keysAt = async (base: string) =>
  epochKeys(
    tools.suite,
    await openTokenDirectory(tools.suite, await httpTokens({ base }).directory(), { aggregatorKey }),
    '2026-w47',
  );

describe('a device', () => {
  it('obtains a token over HTTP, once, and keeps it', async () => {
    const { base, requests } = await issuer();
    const store = new MemoryStore();
    const keys = await keysAt(base);
    const held = await obtainToken(errand(base, store, keys));
    const isValid = await tokenChecker(tools, held);
    expect(await isValid(await tools.suite.ed25519Public(held.signingSeed), held.token)).toBe(true);
    expect(await obtainToken(errand(base, store, keys))).toEqual(held);
    expect(requests.map(({ body }) => body.length > 0)).toEqual([false, true]);
    expect(Object.keys(requests[1].headers)).not.toContain('cookie');
    expect(Object.keys(requests[1].headers)).not.toContain('referer');
  });

  it('asks the same again after a broken line, and after a reload', async () => {
    const { base, requests, troubles } = await issuer();
    const store = new MemoryStore();
    const keys = await keysAt(base);
    troubles.push('hang up', [503, '']);
    const giveUp = async (attempt: number) => {
      if (attempt === 2) throw new Error('closed');
    };
    await expect(obtainToken(errand(base, store, keys, { pause: giveUp }))).rejects.toThrow('closed');
    expect(store.stored && tokenStateFromBytes(store.stored.state).phase).toBe('pending');
    const held = await obtainToken(errand(base, store, keys));
    const asked = requests.slice(1).map(({ body }) => body);
    expect(asked).toHaveLength(3);
    expect(new Set(asked).size).toBe(1);
    expect(held.phase).toBe('held');
  });

  it('asks nothing before it is stored', async () => {
    const { base, requests } = await issuer();
    const keys = await keysAt(base);
    const broken = new MemoryStore();
    broken.save = () => Promise.reject(new Error('full disk'));
    await expect(obtainToken(errand(base, broken, keys))).rejects.toThrow('full disk');
    expect(requests).toHaveLength(1);
  });

  it('asks with one of two windows', async () => {
    const { base, requests } = await issuer();
    const store = new MemoryStore();
    const keys = await keysAt(base);
    const both = await Promise.all([1, 2].map(() => codeOf(obtainToken(errand(base, store, keys)))));
    expect(both).toHaveLength(2);
    expect(both).toEqual(expect.arrayContaining(['none', 'tokens/elsewhere']));
    expect(requests).toHaveLength(2);
  });

  it('uses no token of another key than the directory shows now', async () => {
    const { base } = await issuer();
    const store = new MemoryStore();
    const keys = await keysAt(base);
    await obtainToken(errand(base, store, keys));
    const shown = await epochKeys(tools.suite, directoryOf(testEpoch('2026-w47')), '2026-w47');
    expect(equalBytes(shown.tokenKeysHash, keys.tokenKeysHash)).toBe(false);
    expect(await codeOf(obtainToken(errand(base, store, shown)))).toBe('tokens/directory-changed');
  });

  it.each([
    [[409, '{"code":"tokens/already-issued","detail":"Call 555-1234!"}'], 'tokens/already-issued'],
    [[403, '{"code":"tokens/unknown-invite"}'], 'tokens/unknown-invite'],
    [[418, '{"code":"tokens/to-string"}'], 'tokens/to-string'],
    [[404, 'nothing'], 'aggregation/refused'],
    [[200, 'nothing'], 'tokens/bad-signature'],
    [[200, `{"blindSignature":"${'00'.repeat(256)}"}`], 'tokens/bad-signature'],
  ] as const)('says what was refused in words of its own: %j', async (trouble, code) => {
    const { base, troubles } = await issuer();
    const keys = await keysAt(base);
    troubles.push(trouble);
    const error: unknown = await obtainToken(errand(base, new MemoryStore(), keys)).catch((e: unknown) => e);
    expect(error).toMatchObject({ code });
    expect(String(error)).not.toContain('555');
  });
});
