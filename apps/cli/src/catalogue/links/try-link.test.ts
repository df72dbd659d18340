import { expect, test } from 'vitest';
import { linkServer } from './link-server.ts';
import { tryLink } from './try-link.ts';

const options = { timeoutMs: 5000, allowPrivate: true };

test.each([
  ['/200', { outcome: 'works', status: 200, isBusy: false }],
  ['/404', { outcome: 'broken', status: 404, isBusy: false }],
  ['/410', { outcome: 'broken', status: 410, isBusy: false }],
  ['/403', { outcome: 'unclear', status: 403, isBusy: false }],
  ['/500', { outcome: 'unclear', status: 500, isBusy: false }],
  ['/429', { outcome: 'unclear', status: 429, isBusy: true }],
  ['/get-only', { outcome: 'works', status: 200, isBusy: false }],
  ['/to/200', { outcome: 'works', status: 200, isBusy: false }],
  ['/to/to/404', { outcome: 'broken', status: 404, isBusy: false }],
  ['/round', { outcome: 'broken', isBusy: false }],
  ['/elsewhere', { outcome: 'unclear', status: 302, isBusy: false }],
])('%s', async (path, answer) => {
  const { origin } = await linkServer();
  expect(await tryLink(origin + path, options)).toEqual(answer);
});

test('a page that works is asked for by HEAD alone, one that is gone by GET too', async () => {
  const { origin, asked } = await linkServer();
  await tryLink(`${origin}/200`, options);
  await tryLink(`${origin}/404`, options);
  expect(asked).toEqual(['HEAD /200', 'HEAD /404', 'GET /404']);
});

test('who does not answer in time, or is not there, gives no clear answer', async () => {
  const { origin } = await linkServer();
  const unclear = { outcome: 'unclear', isBusy: false };
  expect(await tryLink(`${origin}/never`, { ...options, timeoutMs: 50 })).toEqual(unclear);
  expect(await tryLink('http://127.0.0.1:1/', options)).toEqual(unclear);
  expect(await tryLink('http://no-such-host.invalid/', options)).toEqual(unclear);
});

test('private addresses are not asked, neither outright nor by a name', async () => {
  const { origin, asked } = await linkServer();
  const careful = { timeoutMs: 5000 };
  for (const link of [`${origin}/200`, `${origin.replace('127.0.0.1', 'localhost')}/200`]) {
    expect(await tryLink(link, careful)).toEqual({ outcome: 'unclear', isBusy: false });
  }
  expect(asked).toEqual([]);
});
