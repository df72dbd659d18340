import { ParlourError, Problem } from '@parlour/wire';
import Fastify, { type FastifyInstance } from 'fastify';
import fc from 'fast-check';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerProblems } from './answer-problems.ts';
import { httpError } from './http-error.ts';
import { problemOf } from './problem-of.ts';
import { statusOf } from './status-of.ts';

let server: FastifyInstance;
let log: string[];
let thrown: unknown;

beforeEach(() => {
  log = [];
  server = Fastify({ logger: { stream: { write: (line: string) => log.push(line) } }, bodyLimit: 8 });
  answerProblems(server);
  server.post('/', () => {
    throw thrown;
  });
});
afterEach(() => server.close());

const post = () => server.inject({ method: 'POST', url: '/' });

describe('an error', () => {
  it('of ours is a problem with its code, status and sentences', async () => {
    thrown = httpError('not-found');
    const { statusCode, headers, body } = await post();
    expect(statusCode).toBe(404);
    expect(headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(v.parse(Problem, JSON.parse(body))).toEqual({
      type: 'about:blank',
      title: 'Not Found',
      status: 404,
      code: 'http/not-found',
      detail: 'There is nothing here.',
      meaning: 'Nothing was changed.',
      mend: 'Check the address.',
    });
    expect(log.filter((line) => line.includes('"level":50'))).toEqual([]);
  });

  it('of anybody else says nothing of itself, neither to who asked nor in the log', async () => {
    const secret = 'b5f1c2';
    const cause = Object.assign(new Error(`detail: Key (code)=(${secret})`), { code: '23505' });
    thrown = new Error(`Failed query: insert params: ${secret}`, { cause });
    const { statusCode, body } = await post();
    expect(statusCode).toBe(500);
    expect(v.parse(Problem, JSON.parse(body)).code).toBe('http/failed');
    expect(body + log.join('')).not.toContain(secret);
    expect(log.join('')).toContain('"error":["Error","Error 23505"]');
  });

  it.each([
    [Object.assign(new Error('connect'), { code: 'ECONNREFUSED', syscall: 'connect' })],
    [new Error('Failed query', { cause: Object.assign(new Error('gone'), { code: '57P01' }) })],
    [new Error('Connection terminated unexpectedly')],
  ])('of a database that is away is worth another try: %s', async (error) => {
    thrown = error;
    const { statusCode, body } = await post();
    expect(statusCode).toBe(503);
    expect(v.parse(Problem, JSON.parse(body)).code).toBe('http/unavailable');
  });

  it.each([
    [{ payload: 'x'.repeat(9), headers: { 'content-type': 'application/json' } }, 413, 'http/too-large'],
    [{ payload: '{', headers: { 'content-type': 'application/json' } }, 400, 'http/malformed'],
    [{ payload: 'x', headers: { 'content-type': 'x/y' } }, 415, 'http/unsupported-type'],
  ])('of the framework has a code too: %j', async (request, status, code) => {
    const answer = await server.inject({ method: 'POST', url: '/', ...request });
    expect(answer.statusCode).toBe(status);
    expect(v.parse(Problem, JSON.parse(answer.body)).code).toBe(code);
  });

  it('is a problem whatever was thrown', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(v.is(Problem, problemOf(value))).toBe(true);
      }),
    );
    const unlisted = new ParlourError('start/bad-port', { message: 'm', meaning: 'n', mend: 'o' });
    expect(problemOf(unlisted)).toMatchObject({ status: 500, code: 'start/bad-port' });
    expect(statusOf('constructor')).toBe(500);
  });
});
