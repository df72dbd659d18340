import { isBinary } from '@parlour/wire/api';
import fc from 'fast-check';
import { apiTables } from '../api/api-tables.ts';
import type { Access } from '../operators/route-access.ts';
import { rightBodies } from './right-bodies.ts';
import { spoilt } from './spoilt.ts';

/** A request that cannot be right. */
export interface MalformedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload?: string | Buffer;
}

const json = 'application/json';
const bytes = 'application/octet-stream';
const closed: ReadonlySet<Access> = new Set<Access>(['viewer', 'account', 'operator']);

/** Lengths in letters of what may be an id: of a mailbox, a row, a hash. */
const idLengths: ReadonlySet<number> = new Set([32, 36, 64]);

/** Some piece of a path that is nobody's id: too short, too long, of other letters, coded twice. */
const wrongPart = fc.oneof(
  fc.constantFrom('%00', '%2e%2e%2f', '..%5c', 'null', '-1', '1e9', '%F0%9F%8E%AC', "'--", '%25%32%65'),
  fc
    .integer({ min: 1, max: 90 })
    .filter((length) => !idLengths.has(length))
    .map((length) => 'f'.repeat(length)),
  fc.string({ minLength: 1, maxLength: 40 }).map((text) => `${encodeURIComponent(text.toWellFormed())}~`),
);

/** JSON that no route takes for a body: of another type, or with nothing in it that is known. */
const wrongJson = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify([value])),
  fc.constantFrom('null', '7', '"text"', 'true', '[]', `${'['.repeat(3_000)}${']'.repeat(3_000)}`),
  fc
    .dictionary(
      fc.string({ maxLength: 8 }).map((name) => `no ${name}`),
      fc.jsonValue({ maxDepth: 2 }),
      {
        minKeys: 1,
        maxKeys: 5,
      },
    )
    .map((value) => JSON.stringify(value)),
  fc.constantFrom('{"__proto__":{"isOperator":true}}', '{"constructor":{"prototype":{}}}'),
);
/** What is no JSON. */
const noJson = fc.oneof(
  fc.constantFrom('{', '{"a":', '[1,', '"', 'undefined', '{"a":1}}', '\u0000', '{"a":1,}', 'NaN'),
  fc
    .string({ minLength: 1, maxLength: 60 })
    .map((text) => `{${text}`)
    .filter((text) => !isJson(text)),
);

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Requests to a route of the table that none of its answers but a refusal fits, made of a right one by what is wrong with it:
 * who asks, a part of the path, the type of the body, its form, its length.
 * @param name as in `routeAccess`. @param bearer an operator's credential.
 */
export function malformedRequest(
  name: string,
  access: Access,
  bearer: string,
): fc.Arbitrary<MalformedRequest> {
  const [method, pattern] = name.split(' ');
  const route = apiTables[name];
  const right = pattern.replace(/:\w+/g, (part) => (part === ':kind' ? 'roster' : 'ab'.repeat(32)));
  // Where an id would be one, so that the body is what is wrong.
  const asked = pattern
    .replace(/\/(mailboxes|rendezvous)\/:id/, `/$1/${'ab'.repeat(16)}`)
    .replace(':side/:turn', 'host/first')
    .replace(':hash', 'ab'.repeat(32))
    .replace(/:\w+/g, '00000000-0000-4000-8000-000000000000');
  const authorization = `Bearer ${bearer}`;
  const ways: fc.Arbitrary<MalformedRequest>[] = [];
  if (closed.has(access)) {
    const wrong = fc.constantFrom('', 'Bearer', `Bearer ${bearer}x`, `Basic ${bearer}`, 'Bearer \u00ff');
    ways.push(wrong.map((other) => ({ method, url: right, headers: { authorization: other } })));
  }
  if (pattern.includes(':')) {
    ways.push(
      wrongPart.map((part) => ({
        method,
        url: pattern.replace(/:\w+/g, part),
        headers: { authorization, ...(method === 'POST' && { 'content-type': bytes }) },
        ...(method === 'POST' && { payload: Buffer.from([1]) }),
      })),
    );
  }
  if (method === 'POST') {
    const post = (payload: string | Buffer, type: string) => ({
      method,
      url: right,
      headers: { authorization, 'content-type': type },
      payload,
    });
    const isBytes = route?.body !== undefined && isBinary(route.body);
    ways.push(
      fc
        .constantFrom('text/plain', 'text/html', 'multipart/form-data', 'x', 'application/json;x=y;')
        .map((type) => post('x', type)),
      (isBytes ? fc.constant('{}') : noJson).map((text) => post(text, json)),
      fc.integer({ min: 2 ** 17 + 1, max: 2 ** 18 }).map((length) => post(`"${'x'.repeat(length)}"`, json)),
    );
    if (route?.body !== undefined && !isBytes) ways.push(wrongJson.map((text) => post(text, json)));
    if (Object.hasOwn(rightBodies, name))
      ways.push(
        spoilt(rightBodies[name]).map((body) => ({ ...post(JSON.stringify(body), json), url: asked })),
      );
    if (isBytes) ways.push(fc.uint8Array({ maxLength: 300 }).map((body) => post(Buffer.from(body), bytes)));
  }
  // A public file has no wrong way to be asked for but another method.
  const otherMethods = ['PUT', 'PATCH', 'PROPFIND', 'DELETE'].filter(
    (other) => !(`${other} ${pattern}` in apiTables),
  );
  ways.push(
    fc
      .constantFrom(...otherMethods)
      .map((other) => ({ method: other, url: right, headers: { authorization } })),
  );
  return fc.oneof(...ways);
}
