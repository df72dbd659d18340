import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import {
  type Bytes,
  type OpenedBundle,
  openUnpinnedBundle,
  publishBundle,
} from '@parlour/private-aggregation';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import Fastify, { type FastifyInstance } from 'fastify';
import { Logger, run, type Runner } from 'graphile-worker';
import { connect, type Database } from '../../database/connect.ts';
import { type Notifications, listen } from '../../database/notifications.ts';
import { bundle } from '../../database/schema/bundles.ts';
import { tokenEpoch } from '../../database/schema/keys.ts';
import { type FreshDatabase, freshDatabase } from '../../database/testing/fresh-database.ts';
import { answerProblems } from '../../problems/answer-problems.ts';
import { freeTokens } from '../../tokens/free-tokens.ts';
import { redeemToken } from '../../tokens/redeem-token.ts';
import { createRound } from '../create-round.ts';
import { bytesOf, hexOf } from '../ids.ts';
import { legWatch } from '../leg-watch.ts';
import type { LegTimes } from '../leg-times.ts';
import { openRounds } from '../open-rounds.ts';
import type { RoundFrame } from '../round-frame.ts';
import { roundRoutes } from '../round-routes.ts';
import { roundTasks } from '../round-tasks.ts';
import { waitingRoom } from '../waiting-room.ts';
import { roundBundle } from './round-bundle.ts';

const epoch = '2026-w47';
/** Any token but one that says it is bad: what a token is made of is tested where tokens are. */
const tokenIsValid = (_: Bytes, token: Bytes): boolean => token[0] !== 0;

export interface Replica {
  readonly base: string;
  readonly server: FastifyInstance;
  close(): Promise<void>;
}

/** One database, and as many replicas and queue workers on it as a test starts. */
export interface RoundGround {
  readonly fresh: FreshDatabase;
  readonly frame: RoundFrame;
  readonly bundle: OpenedBundle;
  readonly aggregatorKey: Bytes;
  readonly tokenKeysHash: Bytes;
  replica(): Promise<Replica>;
  worker(): Promise<Runner>;
  /** By hand. */
  createRound(): Promise<string>;
  close(): Promise<void>;
}

export async function roundGround(times: LegTimes): Promise<RoundGround> {
  const fresh = await freshDatabase();
  const database = connect(fresh.address);
  const signingSeed = new Uint8Array(randomBytes(32));
  const aggregatorKey = await nodeSuite.ed25519Public(signingSeed);
  const tokenKeysHash = new Uint8Array(randomBytes(32));
  const signed = await publishBundle(nodeSuite, roundBundle, signingSeed);
  const opened = await openUnpinnedBundle(nodeSuite, signed, { aggregatorKey, now: 0, audience: 'people' });
  await publish(database, opened, signed);
  const frameOn = (on: Database): RoundFrame => ({
    database: on,
    toolsOf: () => ({ suite: nodeSuite, signingSeed, tokenIsValid }),
    redeem: redeemToken,
    free: freeTokens,
  });
  const frame = frameOn(database);
  const closing: (() => Promise<unknown>)[] = [];
  const fail = (error: unknown) => console.error(error);
  const make = async (on: RoundFrame) => {
    const roundId = new Uint8Array(randomBytes(32));
    await on.database.transaction((transaction) =>
      createRound(on, transaction, {
        bundleHash: opened.hash,
        tokenEpoch: epoch,
        tokenKeysHash,
        roundId,
        times,
        now: Date.now(),
      }),
    );
    return hexOf(roundId);
  };
  return {
    fresh,
    frame,
    bundle: opened,
    aggregatorKey,
    tokenKeysHash,
    async replica() {
      const own = frameOn(connect(fresh.address));
      const notifications = await listen(fresh.address);
      const replica = await startReplica(own, notifications, times, fail, async (_, rounds) => {
        for (let count = 0; count < rounds; count += 1) await make(own);
      });
      const close = once(async () => {
        await replica.close();
        await notifications.close();
        await own.database.$client.end();
      });
      closing.push(close);
      return { ...replica, close };
    },
    async worker() {
      const own = frameOn(connect(fresh.address));
      const runner = await run({
        pgPool: own.database.$client,
        taskList: roundTasks(own, times),
        concurrency: 2,
        pollInterval: 100,
        noHandleSignals: true,
        logger: new Logger(() => () => undefined),
      });
      closing.push(async () => {
        await runner.stop().catch(() => undefined);
        await own.database.$client.end();
      });
      return runner;
    },
    createRound: () => make(frame),
    async close() {
      for (const each of closing.toReversed()) await each();
      await database.$client.end();
      await fresh.drop();
    },
  };
}

async function publish(database: Database, { bundle: asked, hash }: OpenedBundle, signed: unknown) {
  await database.insert(bundle).values({
    hash,
    signed: new TextEncoder().encode(JSON.stringify(signed)),
    audience: asked.audience,
    cohortSize: asked.cohortSize,
    minimumReports: asked.minimumReports,
  });
  await database.insert(tokenEpoch).values({
    id: epoch,
    privateKey: bytesOf('00'),
    publicKey: bytesOf('00'),
    validFrom: new Date(0),
    validUntil: new Date(Date.UTC(2126, 0, 1)),
  });
}

async function startReplica(
  frame: RoundFrame,
  notifications: Notifications,
  times: LegTimes,
  onFailure: (error: unknown) => void,
  onDemand: (bundleHash: string, rounds: number) => Promise<void>,
): Promise<Replica> {
  const server = Fastify();
  answerProblems(server);
  const rounds = openRounds(frame, notifications);
  const watch = legWatch(frame, times, onFailure);
  const room = waitingRoom({ frame, notifications, onDemand, onFailure });
  await server.register(roundRoutes, {
    prefix: '/api',
    frame,
    rounds,
    waitingRoom: room,
    patienceMs: 2_000,
    onKept: (known) => watch.kept(known),
  });
  await server.listen({ port: 0, host: '127.0.0.1' });
  const { port } = server.server.address() as AddressInfo;
  return {
    base: `http://127.0.0.1:${port}/api/`,
    server,
    async close() {
      server.server.closeAllConnections();
      await server.close();
      rounds.close();
      await room.close();
      await watch.close();
    },
  };
}

function once(close: () => Promise<void>): () => Promise<void> {
  let closed: Promise<void> | undefined;
  return () => (closed ??= close());
}
