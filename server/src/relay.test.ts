import { TakingPart } from '@parlour/wire';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConsoleGround, consoleGround, origin } from './console-access/test/console-ground.ts';

const relay = 'https://relay.example/films/';
const id = '0'.repeat(64);
const ofRounds = [
  ['GET', `/api/bundles/${id}/announcement`],
  ['POST', `/api/rounds/${id}/messages`],
  ['GET', `/api/rounds/${id}/next/roster?key=${id}`],
] as const;
let ground: ConsoleGround;
beforeAll(async () => {
  ground = await consoleGround({ origin, relay });
});
afterAll(() => ground.close());

const policyOf = async (url: string) => {
  const { headers } = await ground.server.inject({ url, headers: { accept: 'text/html' } });
  return String(headers['content-security-policy']);
};

describe('a relay', () => {
  it('is told to every device alike, and is the one other place that the viewer may reach', async () => {
    const answer = await ground.server.inject('/api/taking-part');
    expect(v.parse(TakingPart, answer.json()).relay).toBe(relay);
    expect(await policyOf('/')).toContain("connect-src 'self' https://relay.example;");
    expect((await policyOf('/')).match(/https?:/g)).toHaveLength(1);
    expect(await policyOf('/console/')).not.toContain('relay.example');
  });

  it.each(ofRounds)('passes on %s %s, which our pages alone may read', async (method, url) => {
    const asked = { method: 'OPTIONS', url, headers: { origin: 'https://evil.example' } } as const;
    const before = await ground.server.inject(asked);
    expect(before.statusCode).toBe(204);
    expect(before.headers).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'content-type',
    });
    const answer = await ground.server.inject({ method, url, headers: { origin } });
    expect(answer.headers['access-control-allow-origin']).toBe(origin);
    expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
  });

  it.each(['/api/session', '/api/operator/rounds', '/api/tokens', '/api/directory', '/'])(
    'reads nothing of %s',
    async (url) => {
      for (const method of ['GET', 'OPTIONS'] as const) {
        const answer = await ground.server.inject({ method, url, headers: { origin } });
        expect(answer.headers['access-control-allow-origin']).toBeUndefined();
      }
    },
  );

  it('is one place for all that take part, and is not counted', async () => {
    for (let i = 0; i < 60; i += 1)
      for (const [method, url] of ofRounds)
        expect(
          (await ground.server.inject({ method, url, remoteAddress: '198.51.100.4' })).statusCode,
        ).not.toBe(429);
  });
});

it('without one, no page of another address reads anything', async () => {
  const other = await consoleGround();
  for (const [method, url] of ofRounds) {
    const answer = await other.server.inject({ method, url, headers: { origin } });
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  }
  await other.close();
});
