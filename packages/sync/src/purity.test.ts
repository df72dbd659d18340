import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const here = new URL('.', import.meta.url);
const sources = readdirSync(here, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.startsWith('test/'));
const codeOf = (path: string) =>
  readFileSync(new URL(path, here), 'utf8')
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/(^|\s)\/\/.*$/gm, '');
const using = (what: RegExp, besides: RegExp) =>
  sources.filter((path) => !besides.test(path) && what.test(codeOf(path)));
const none = /^$/;

describe('the core of sync', () => {
  it('is looked at: there are files', () => {
    expect(sources.length).toBeGreaterThan(30);
    expect(sources).toContain('replica/replica.ts');
  });

  it.each([
    // The year of an event is reckoned from what it says, not from a clock.
    [
      'no clock but what is handed in',
      /\bDate\b|\bperformance\b|\bsetTimeout\b|\bsetInterval\b/,
      /^(document\/event-shards|transport\/link-tools)\.ts$/,
    ],
    [
      'no door but the two of the transport',
      /\bfetch\b|\bWebSocket\b|\bEventSource\b|\bXMLHttpRequest\b/,
      /^transport\/(link-tools|ask-relay)\.ts$/,
    ],
    ['no channel between pages', /\bBroadcastChannel\b/, none],
    ['no storage', /\bindexedDB\b|\blocalStorage\b|\bcaches\b|node:fs|y-indexeddb/, none],
    [
      'no randomness of its own',
      /Math\.random|getRandomValues|randomUUID|\brandomBytes\b/,
      /^transport\/link-tools\.ts$/,
    ],
    ['no cryptography but what is handed in', /node:crypto|crypto\.subtle|libsodium|@noble/, /^suite\//],
    ['no awareness', /y-protocols\/awareness/, none],
  ])('has %s', (_, what, besides) => {
    expect(using(what, besides)).toEqual([]);
  });

  it('never imports what is only for tests', () => {
    expect(using(/from '[^']*\/test\/|from 'vitest'|from 'fast-check'/, none)).toEqual([]);
  });
});
