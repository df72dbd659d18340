import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownOrigins, pageOrigin } from './own-origin.ts';

describe('own origins', () => {
  it.each<[string, string[]]>([
    ['films.example', ['https://films.example']],
    ['Films.Example:443', ['https://films.example']],
    ['films.example:8443', ['https://films.example:8443']],
    ['localhost:8080', ['https://localhost:8080', 'http://localhost:8080']],
    ['films.localhost', ['https://films.localhost', 'http://films.localhost']],
    ['127.0.0.1:8080', ['https://127.0.0.1:8080', 'http://127.0.0.1:8080']],
    ['192.168.1.5', ['https://192.168.1.5']],
    ['localhost.example', ['https://localhost.example']],
    ['', []],
    ['films.example/path', []],
    ['a@films.example', []],
    ['films.example, evil.example', []],
  ])('of a request to "%s" are %j', (host, origins) => {
    expect(ownOrigins({ host })).toEqual(origins);
  });

  it('are the configured one, whatever host a request names', () => {
    fc.assert(
      fc.property(fc.string(), (host) => {
        expect(ownOrigins({ host }, 'https://films.example')).toEqual(['https://films.example']);
      }),
    );
  });

  it('without TLS are local, and always of the very host that was asked', () => {
    const hosts = fc.oneof(fc.domain(), fc.webAuthority(), fc.ipV4(), fc.string());
    fc.assert(
      fc.property(hosts, (host) => {
        for (const origin of ownOrigins({ host })) {
          const url = new URL(origin);
          expect(url.host).toBe(host.toLowerCase().replace(/:443$/, ''));
          if (url.protocol === 'http:') expect(url.hostname).toMatch(/^(127\.0\.0\.1|(.*\.)?localhost)$/);
        }
      }),
    );
  });
});

describe('the page of a request', () => {
  const host = 'films.example';
  const own = 'https://films.example';
  it('is ours where its browser says so', () => {
    expect(pageOrigin({ host, headers: { origin: own } })).toBe(own);
    expect(pageOrigin({ host, headers: { origin: own, 'sec-fetch-site': 'same-origin' } })).toBe(own);
  });

  it.each([
    [{}],
    [{ origin: 'null' }],
    [{ origin: 'http://films.example' }],
    [{ origin: 'https://films.example:8443' }],
    [{ origin: 'https://evil.example' }],
    [{ origin: 'https://sub.films.example' }],
    [{ origin: own, 'sec-fetch-site': 'cross-site' }],
    [{ origin: own, 'sec-fetch-site': 'same-site' }],
    [{ origin: own, 'sec-fetch-site': 'none' }],
    [{ 'sec-fetch-site': 'same-origin' }],
  ])("is another's, or nobody knows whose: %j", (headers) => {
    expect(() => pageOrigin({ host, headers })).toThrow('another site');
  });
});
