import { Problem } from '@parlour/wire';
import { type Bytes, packedBytes } from '@parlour/private-aggregation';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roundMessage, roundState } from '../database/schema/rounds.ts';
import { hexOf } from './ids.ts';
import { defaultLegTimes, type Leg, legs } from './leg-times.ts';
import { longestMessage } from './message-body.ts';
import { type DrivenDevice, type DrivenRound, drivenRound, random } from './test/driven-round.ts';
import { type Replica, roundGround, type RoundGround } from './test/round-ground.ts';

let ground: RoundGround;
let replica: Replica;
let driven: DrivenRound;
const devices: DrivenDevice[] = [];
/** Of the first device, one a leg; kept all but in the open leg, where it is still to come. */
const sent: Bytes[] = [];

beforeAll(async () => {
  ground = await roundGround(defaultLegTimes);
  replica = await ground.replica();
  driven = await drivenRound(ground);
  for (let i = 0; i < 50; i += 1) devices.push(await driven.device());
});
afterAll(() => ground.close());

/** Over a real connection, as any device: headers, bodies and lengths are what arrives of them. */
async function ask(path: string, init: RequestInit = {}) {
  const response = await fetch(new URL(path, replica.base), init);
  const { status, headers } = response;
  return { status, type: headers.get('content-type') ?? '', body: await response.text() };
}
const post = (body: Uint8Array<ArrayBuffer>, { id = driven.id, type = 'application/octet-stream' } = {}) =>
  ask(`rounds/${id}/messages`, { method: 'POST', headers: { 'content-type': type }, body });

const stored = async () =>
  JSON.stringify([
    await driven.row(),
    await ground.frame.database.$count(roundMessage),
    await ground.frame.database.$count(roundState),
    (await ground.frame.database.execute(sql`select count(*) from parlour.token_use`)).rows,
    (await ground.frame.database.execute(sql`select key, run_at from graphile_worker.jobs order by key`))
      .rows,
  ]);

type Answer = Awaited<ReturnType<typeof post>>;
const codeOf = ({ status, body }: Answer): string =>
  status < 300 ? 'taken' : v.parse(Problem, JSON.parse(body)).code;

/** A valid message with something wrong in it. */
const mutation = fc.oneof(
  fc.record({
    how: fc.constant('flip' as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    by: fc.integer({ min: 1, max: 255 }),
  }),
  fc.record({
    how: fc.constant('flip' as const),
    at: fc.constantFrom(0, 0.001, 0.01),
    by: fc.integer({ min: 1, max: 12 }),
  }),
  fc.record({
    how: fc.constant('cut' as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    by: fc.constant(0),
  }),
  fc.record({
    how: fc.constant('longer' as const),
    at: fc.constant(0),
    by: fc.integer({ min: 1, max: 300 }),
  }),
  fc.record({ how: fc.constant('kind' as const), at: fc.constant(0), by: fc.integer({ min: 0, max: 14 }) }),
  fc.record({ how: fc.constant('garbage' as const), at: fc.constant(0), by: fc.nat(400) }),
);

function mutate(message: Bytes, { how, at, by }: { how: string; at: number; by: number }): Bytes {
  const changed = message.slice();
  const place = Math.min(message.length - 1, Math.floor(at * message.length));
  if (how === 'flip') changed[place] ^= by;
  if (how === 'kind') changed[1] = by;
  if (how === 'cut') return changed.slice(0, place);
  if (how === 'longer') return new Uint8Array([...changed, ...new Uint8Array(by)]);
  if (how === 'garbage') return new Uint8Array(Array.from({ length: by }, (_, i) => (i * 167 + by) & 255));
  return changed;
}

/** What the leg takes of the first device, not yet sent. */
const toCome = (leg: Leg) => driven.outboxFor(devices[0], leg);

describe.each(legs)('in the leg %s', (leg) => {
  /** Of the same device and kind, and yet another. */
  let other: Bytes | undefined;
  beforeAll(async () => {
    if (leg === 'advertising') {
      other = (await driven.device({ signingSeed: devices[0].signingSeed })).state.outbox;
    } else if (leg === 'reporting') {
      const twin = structuredClone(devices[0]);
      twin.report[0] ^= 1;
      other = await driven.outboxFor(twin, leg);
    }
    sent.push(await toCome(leg));
  });

  it('a damaged message is refused with a problem, and changes nothing', async () => {
    const before = await stored();
    await fc.assert(
      fc.asyncProperty(fc.nat(sent.length - 1), mutation, async (which, how) => {
        const message = sent[which];
        const damaged = mutate(message, how);
        fc.pre(Buffer.compare(damaged, message) !== 0);
        const answer = await post(damaged);
        expect(answer.status).toBeGreaterThanOrEqual(400);
        expect(answer.status).toBeLessThan(500);
        expect(answer.type).toMatch(/^application\/problem\+json/);
        expect(codeOf(answer)).toMatch(/^(aggregation|http)\//);
      }),
      { numRuns: 100 },
    );
    expect(await stored()).toBe(before);
  });

  it('what earlier legs took is no news, what comes early or elsewhere is refused', async () => {
    const before = await stored();
    for (const message of sent.slice(0, -1)) expect(codeOf(await post(message))).toBe('taken');
    const last = sent[sent.length - 1];
    expect(codeOf(await post(last, { id: hexOf(random()) }))).toBe('aggregation/wrong-round');
    expect(codeOf(await post(last, { id: 'AB' }))).toBe('http/malformed');
    expect(codeOf(await post(last, { type: 'application/json' }))).toBe('http/unsupported-type');
    expect(codeOf(await post(new Uint8Array(70_000)))).toBe('http/too-large');
    expect(codeOf(await post(new Uint8Array()))).toBe('aggregation/malformed-message');
    const key = hexOf(random());
    const next = (path: string) => ask(`rounds/${driven.id}/next/${path}`);
    expect((await next(`roster?key=${key.toUpperCase()}`)).status).toBe(400);
    expect((await next('roster')).status).toBe(400);
    expect((await next(`report?key=${key}`)).status).toBe(400);
    expect((await next(`whatever?key=${key}`)).status).toBe(400);
    if (leg !== 'advertising') {
      const said = {
        sharing: 'roster',
        reporting: 'deliveries',
        confirming: 'survivors',
        unmasking: 'confirmations',
      };
      expect(codeOf(await next(`${said[leg]}?key=${key}`))).toBe('aggregation/unknown-sender');
    }
    expect(await stored()).toBe(before);
  });

  it('a message is taken once, however often and wherever it comes at once; then the leg is closed', async () => {
    const count = await ground.frame.database.$count(roundMessage);
    const message = sent[sent.length - 1];
    const [, ...answers] = await Promise.all([
      driven.send(message),
      post(message),
      post(message),
      post(message),
    ]);
    expect(answers.map(codeOf)).toEqual(['taken', 'taken', 'taken']);
    if (other) expect(codeOf(await post(other))).toBe('aggregation/second-answer');
    expect(await ground.frame.database.$count(roundMessage)).toBe(count + 1);
    await driven.answer(devices.slice(1), leg);
    expect(await driven.close(leg)).toBe(true);
  });
});

describe('the longest message', () => {
  it('is that of the round, and 64 KiB where its reports are short', () => {
    const setup = (dimension: number) => ({ setup: { dimension, bits: 20 } }) as never;
    expect(longestMessage(setup(96))).toBe(65_536);
    expect(longestMessage(setup(183_000))).toBe(packedBytes(183_000, 20) + 134);
  });
});
