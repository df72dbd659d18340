import { createHash } from 'node:crypto';
import { ParlourError, type PublicFile } from '@parlour/wire';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { publicFiles } from './public-files.ts';

const whole = new TextEncoder().encode('columns of the catalogue');
const file: PublicFile = {
  path: 'columns.arrow',
  sha256: createHash('sha256').update(whole).digest('hex'),
  bytes: whole.length,
  brotliBytes: 10,
};
const flipped = whole.map((byte, at) => (at === 3 ? byte ^ 1 : byte));

/** Stands in for the network: gives these answers one after another, and the requests that were made. */
function answers(...given: (Response | Error)[]): { address: string; cache: RequestCache | undefined }[] {
  const requests: { address: string; cache: RequestCache | undefined }[] = [];
  vi.stubGlobal('fetch', (address: string, options?: RequestInit) => {
    requests.push({ address, cache: options?.cache });
    const next = given.shift();
    return next instanceof Response
      ? Promise.resolve(next)
      : Promise.reject(next ?? new Error('no more answers'));
  });
  return requests;
}

const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'no error',
    (error: unknown) => (error instanceof ParlourError ? error.code : error),
  );

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('a public file', () => {
  test('is given if its bytes are those that were announced', async () => {
    const requests = answers(new Response(whole));
    expect(await publicFiles().file(file)).toEqual(whole);
    expect(requests).toEqual([{ address: '/catalogue/columns.arrow', cache: 'default' }]);
  });

  test('that lies damaged in a cache is fetched anew', async () => {
    const requests = answers(new Response(flipped), new Response(whole));
    expect(await publicFiles().file(file)).toEqual(whole);
    expect(requests[1]?.cache).toBe('reload');
  });

  test('that stays damaged is refused', async () => {
    answers(new Response(flipped), new Response(flipped));
    expect(await codeOf(publicFiles().file(file))).toBe('catalogue/damaged');
  });

  test('that a query names by the beginning of its hash is held to it', async () => {
    const name = file.sha256.slice(0, 32);
    const requests = answers(new Response(whole), new Response(flipped), new Response(flipped));
    expect(await publicFiles().momentBasis(name)).toEqual(whole);
    expect(requests[0]?.address).toBe(`/catalogue/basis-${name}.safetensors`);
    expect(await codeOf(publicFiles().momentBasis(name))).toBe('catalogue/damaged');
  });

  test('that is not there, or beyond reach, is said to be so', async () => {
    answers(new Response('', { status: 404 }));
    expect(await codeOf(publicFiles().file(file))).toBe('catalogue/unreachable');
    answers(new TypeError('Failed to fetch'));
    expect(await codeOf(publicFiles().file(file))).toBe('catalogue/unreachable');
  });
});

describe('the manifest', () => {
  const manifest = { format: 1, version: 'v', publishedAt: 1, items: 2, columns: file };

  test('is asked for anew each time', async () => {
    const requests = answers(Response.json(manifest));
    expect(await publicFiles().manifest()).toEqual(manifest);
    expect(requests).toEqual([{ address: '/catalogue/manifest.json', cache: 'no-cache' }]);
  });

  test.each(['{', '[]', JSON.stringify({ ...manifest, format: 2 })])('%s is refused', async (text) => {
    answers(new Response(text));
    expect(await codeOf(publicFiles().manifest())).toBe('catalogue/bad-manifest');
  });
});
