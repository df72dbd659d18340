import { afterEach, expect, it } from 'vitest';
import { codeOf, type ConsoleGround, consoleGround, origin } from '../console-access/test/console-ground.ts';

let ground: ConsoleGround;
afterEach(() => ground.close());

/** What a place is told that asks again and again for a round of a bundle that there is not. */
async function told(times: number, remoteAddress: string): Promise<string[]> {
  const codes: string[] = [];
  for (let i = 0; i < times; i += 1) {
    const url = `/api/bundles/${'ab'.repeat(32)}/announcement`;
    codes.push(codeOf(await ground.server.inject({ url, remoteAddress })));
  }
  return codes;
}
const unknown = 'aggregation/bundle-unknown';

it('a place that asks for rounds too often is asked to wait, and no other place for it', async () => {
  ground = await consoleGround({ joinsAMinute: 3 });
  expect(await told(5, '203.0.113.7')).toEqual([unknown, unknown, unknown, 'http/too-many', 'http/too-many']);
  for (const other of ['203.0.113.8', '127.0.0.1', '::1'])
    expect(await told(3, other)).not.toContain('http/too-many');
  expect(await told(2, '::1')).toEqual([unknown, unknown]);
  expect(ground.log.join('')).not.toContain('203.0.113');
});

it('a relay, through which everybody comes from one place, is not held up', async () => {
  ground = await consoleGround({ joinsAMinute: 3, origin, relay: 'https://relay.example/films/' });
  expect(await told(5, '203.0.113.7')).toEqual(Array.from({ length: 5 }, () => unknown));
});
