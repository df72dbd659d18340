import { joinRound, totalDimension } from '@parlour/private-aggregation';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import { eq, sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bundle } from '../database/schema/bundles.ts';
import { round, waiting } from '../database/schema/rounds.ts';
import { closeOpenLeg } from './close-open-leg.ts';
import { bytesOf, hexOf } from './ids.ts';
import { defaultLegTimes } from './leg-times.ts';
import { makeWantedRounds } from './make-wanted-rounds.ts';
import { nextMessage } from './next-message.ts';
import { openRounds } from './open-rounds.ts';
import { roundsWanted } from './rounds-wanted.ts';
import { drivenRound, random } from './test/driven-round.ts';
import { roundGround, type RoundGround } from './test/round-ground.ts';
import { waitingRoom } from './waiting-room.ts';

let ground: RoundGround;
let hash: string;
beforeEach(async () => {
  ground = await roundGround(defaultLegTimes);
  hash = hexOf(ground.bundle.hash);
});
afterEach(() => ground.close());

const replicas = [1, 2].map((n) => `00000000-0000-4000-8000-00000000000${n}`);
const tell = (replica: string, devices: number, secondsAgo = 0) =>
  ground.frame.database.execute(sql`insert into parlour.waiting values
    (${replica}, ${ground.bundle.hash}, ${devices}, now() - make_interval(secs => ${secondsAgo}))
    on conflict (replica, bundle_hash) do update set devices = excluded.devices, seen_at = excluded.seen_at`);
const wanted = () => roundsWanted(ground.frame.database, ground.bundle.hash);
const rounds = () => ground.frame.database.$count(round);
const told = async () =>
  (await ground.frame.database.select().from(waiting)).reduce((sum, { devices }) => sum + devices, 0);

describe('demand', () => {
  it('makes as many rounds as cohorts wait, with two replicas asking at once', async () => {
    const { cohortSize } = ground.bundle.bundle;
    await tell(replicas[0], cohortSize + 1);
    await tell(replicas[1], cohortSize);
    await Promise.all([1, 2].map(() => makeWantedRounds(ground.frame, hash, defaultLegTimes)));
    expect(await rounds()).toBe(2);
    expect(await wanted()).toBe(0);
  });

  it('is none of a replica that is gone, and of a bundle that is retired', async () => {
    const { cohortSize } = ground.bundle.bundle;
    await tell(replicas[0], cohortSize, 60);
    expect(await wanted()).toBe(0);
    await tell(replicas[0], cohortSize);
    expect(await wanted()).toBe(1);
    await ground.frame.database
      .update(bundle)
      .set({ retiredAt: sql`now()` })
      .where(eq(bundle.hash, ground.bundle.hash));
    expect(await wanted()).toBe(0);
    await makeWantedRounds(ground.frame, hash, defaultLegTimes);
    expect(await rounds()).toBe(0);
  });

  it('is nothing that was told, and nothing that was made, before the clock was set back', async () => {
    const { cohortSize } = ground.bundle.bundle;
    await tell(replicas[0], cohortSize, -3_600);
    expect(await wanted()).toBe(0);
    await tell(replicas[0], cohortSize);
    await makeWantedRounds(ground.frame, hash, defaultLegTimes);
    const [{ id }] = await ground.frame.database.select().from(round);
    await closeOpenLeg(ground.frame, hexOf(id), 'advertising');
    await ground.frame.database.update(round).set({ createdAt: sql`now() + interval '1 hour'` });
    expect(await wanted()).toBe(1);
  });

  it('is not that of devices which have just joined a round that filled at once', async () => {
    const { frame } = ground;
    await tell(replicas[0], ground.bundle.bundle.cohortSize);
    await makeWantedRounds(frame, hash, defaultLegTimes);
    const [{ id }] = await frame.database.select().from(round);
    await closeOpenLeg(frame, hexOf(id), 'advertising');
    expect(await wanted()).toBe(0);
    await frame.database.update(round).set({ createdAt: sql`now() - interval '3 seconds'` });
    expect(await wanted()).toBe(1);
  });
});

describe('a waiting device', () => {
  it('is counted as long as its request is open', async () => {
    const { base } = await ground.replica();
    const gone = new AbortController();
    const request = fetch(`${base}bundles/${hash}/announcement`, { signal: gone.signal }).catch(() => 'gone');
    await expect.poll(told).toBe(1);
    gone.abort();
    expect(await request).toBe('gone');
    await expect.poll(told).toBe(0);
  });

  it('is answered when its replica stops, which leaves no count behind', async () => {
    const replica = await ground.replica();
    const request = fetch(`${replica.base}bundles/${hash}/announcement`);
    await expect.poll(told).toBe(1);
    const stopped = replica.server.close();
    expect((await request).status).toBe(204);
    await stopped;
    expect(await ground.frame.database.$count(waiting)).toBe(0);
  });

  it('of no bundle is refused, and keeps nobody else from being counted', async () => {
    const { base, server } = await ground.replica();
    const unknown = await server.inject(`/api/bundles/${hexOf(random())}/announcement`);
    expect(unknown.json()).toMatchObject({ status: 404, code: 'aggregation/bundle-unknown' });
    const request = fetch(`${base}bundles/${hash}/announcement`);
    await expect.poll(told).toBe(1);
    await ground.createRound();
    expect((await request).status).toBe(200);
  });

  it('is counted although another bundle cannot be', async () => {
    const { frame } = ground;
    const failures: unknown[] = [];
    const asked: string[] = [];
    const lost = hexOf(random());
    await frame.database.insert(bundle).select(
      frame.database
        .select({
          hash: sql`${bytesOf(lost)}::bytea`.as('hash'),
          signed: bundle.signed,
          audience: bundle.audience,
          cohortSize: sql<number>`1`.as('cohort_size'),
          minimumReports: sql<number>`1`.as('minimum_reports'),
          publishedAt: bundle.publishedAt,
          retiredAt: bundle.retiredAt,
          byDemand: bundle.byDemand,
        })
        .from(bundle),
    );
    const room = waitingRoom({
      frame,
      notifications: { on: () => () => {} },
      onFailure: (error) => failures.push(error),
      onDemand: (which) => {
        asked.push(which);
        return Promise.reject(new Error('no'));
      },
    });
    const done = new AbortController();
    const waits = [lost, hash].map((which) => room.announcement(which, done.signal));
    await expect.poll(told).toBe(2);
    await expect.poll(() => failures.length).toBeGreaterThan(0);
    expect(asked).toContain(lost);
    done.abort();
    expect(await Promise.all(waits)).toEqual([undefined, undefined]);
    await room.close();
  });
});

describe('devices that find a round full', () => {
  it('wait again and are all placed, with two rounds open on two replicas', async () => {
    const { cohortSize } = ground.bundle.bundle;
    const bases = [(await ground.replica()).base, (await ground.replica()).base];
    await Promise.all([ground.createRound(), ground.createRound()]);
    let full = 0;
    const place = async (number: number): Promise<string> => {
      const signingSeed = random();
      for (let turn = number; ; turn += 1) {
        const base = bases[turn % 2];
        const open = await fetch(`${base}bundles/${hash}/announcement`);
        if (open.status !== 200) continue;
        const announcement = new Uint8Array(await open.arrayBuffer());
        const { aggregatorKey, tokenKeysHash, bundle: opened } = ground;
        const joined = await joinRound({ suite: nodeSuite, tokenIsValid: () => true }, announcement, {
          bundle: opened,
          now: Date.now(),
          dimension: totalDimension(opened.bundle),
          aggregatorKey,
          tokenKeysHash,
          signingSeed,
          token: Uint8Array.of(1),
          seed: random(),
        });
        const id = hexOf(joined.setup.roundId);
        const sent = await fetch(`${base}rounds/${id}/messages`, {
          method: 'POST',
          headers: { 'content-type': 'application/octet-stream' },
          body: joined.outbox,
        });
        if (sent.status === 204) return id;
        expect(await sent.json()).toMatchObject({ status: 409, code: 'aggregation/round-full' });
        full += 1;
      }
    };
    const placed = await Promise.all(Array.from({ length: 2 * cohortSize }, (_, number) => place(number)));
    const sizes = [...Map.groupBy(placed, (id) => id).values()].map(({ length }) => length);
    expect(sizes).toEqual([cohortSize, cohortSize]);
    expect(full).toBeGreaterThan(0);
  });
});

describe('a replica that was not told', () => {
  it('finds at the end of a wait that the round has gone on', async () => {
    const driven = await drivenRound(ground);
    const devices = [];
    for (let i = 0; i < 50; i += 1) devices.push(await driven.device());
    const deaf = openRounds(ground.frame, { on: () => () => {} });
    expect((await deaf.get(driven.id)).phase).toBe('advertising');
    await driven.answer(devices, 'advertising');
    const patience = new AbortController();
    const key = hexOf(devices[0].signingKey);
    const next = nextMessage(deaf, driven.id, 'roster', key, patience.signal);
    await driven.close('advertising');
    patience.abort();
    expect((await next)?.length).toBeGreaterThan(0);
  });

  it('reads a state again only if the round has gone on, and none of made-up rounds', async () => {
    const driven = await drivenRound(ground);
    const deaf = openRounds(ground.frame, { on: () => () => {} });
    const known = await deaf.get(driven.id);
    for (let i = 0; i < 20; i += 1) {
      await expect(deaf.get(hexOf(random()))).rejects.toMatchObject({ code: 'aggregation/wrong-round' });
    }
    expect(await deaf.get(driven.id)).toBe(known);
    expect(await deaf.refresh(known)).toBe(known);
    await driven.close('advertising');
    expect(await deaf.refresh(known)).toMatchObject({ phase: 'aborted', state: undefined });
  });
});
