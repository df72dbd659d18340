import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const here = new URL('.', import.meta.url);
const sources = readdirSync(here, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
  .filter((path) => !/(^|\/)(test|test-support|attacks)\//.test(path));
/** Without comments, in which all of this may be spoken of. */
const codeOf = (path: string) =>
  readFileSync(new URL(path, here), 'utf8')
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/(^|\s)\/\/.*$/gm, '');
const using = (what: RegExp, besides: RegExp) =>
  sources.filter((path) => !besides.test(path) && what.test(codeOf(path)));

const suites = /^(secure-aggregation|tokens)\/suite\//;
const transport = /^transport\//;
const none = /^$/;

describe('the core', () => {
  it('is looked at: there are files', () => {
    expect(sources.length).toBeGreaterThan(100);
    expect(sources).toContain('encoding/encode-report.ts');
  });

  it.each([
    [
      'no clock',
      /\bDate\b|\bperformance\b|\bsetTimeout\b|\bsetInterval\b|\bsetImmediate\b|\bnextTick\b/,
      none,
    ],
    ['no socket', /\bfetch\b|\bWebSocket\b|\bEventSource\b|\bXMLHttpRequest\b|\bsendBeacon\b/, transport],
    ['no storage', /\bindexedDB\b|\blocalStorage\b|\bsessionStorage\b|\bcaches\b|node:fs/, none],
    ['no randomness of its own', /Math\.random|getRandomValues|randomBytes|randomUUID|randomFill/, none],
    ['no cryptography but what is handed in', /node:crypto|crypto\.subtle|libsodium/, suites],
    ['no Node', /from 'node:/, suites],
    ['no environment, flag or build to be told by', /\bprocess\b|import\.meta|\bDeno\b|__[A-Z]+__/, none],
  ])('has %s', (_, what, besides) => {
    expect(using(what, besides)).toEqual([]);
  });

  it('never imports what is only for tests', () => {
    expect(using(/from '[^']*\/(test|test-support)\/|from 'vitest'|from 'fast-check'/, none)).toEqual([]);
  });

  it('has one door: nothing but the transport opens a connection, and nothing in the core knows of it', () => {
    expect(using(/\bfetch\b/, none)).toEqual(['transport/http-channel.ts']);
    expect(using(/from '[^']*transport/, transport)).toEqual([]);
  });
});
