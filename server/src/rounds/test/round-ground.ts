import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import {
  type Bytes,
  type OpenedBundle,
  openUnpinnedBundle,
  publishBundle,
} from '@parlour/private-aggregation';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import type { LegTimes } from '@parlour/wire';
import Fastify, { type FastifyInstance } from 'fastify';
import { connect, type Database } from '../../database/connect.ts';
import { type Notifications, listen } from '../../database/notifications.ts';
import { bundle } from '../../database/schema/bundles.ts';
import { tokenEpoch } from '../../database/schema/keys.ts';
import { type FreshDatabase, freshDatabase } from '../../database/testing/fresh-database.ts';
import { answerProblems } from '../../problems/answer-problems.ts';
import { type Queue, startQueue } from '../../queue/start-queue.ts';
import { tasksOn } from '../../queue/tasks.ts';
import { freeTokens } from '../../tokens/free-tokens.ts';
import { redeemToken } from '../../tokens/redeem-token.ts';
import { createRound } from '../create-round.ts';
import { bytesOf } from '../ids.ts';
import type { RoundFrame } from '../round-frame.ts';
import { roundTasks } from '../round-tasks.ts';
import { serveRounds } from '../serve-rounds.ts';
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
  worker(): Promise<Queue>;
  /** By hand. */
  createRound(): Promise<Uint8Array>;
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
    tokenKeysHash: () => Promise.resolve(tokenKeysHash),
    redeem: redeemToken,
    free: freeTokens,
  });
  const frame = frameOn(database);
  const closing: (() => Promise<unknown>)[] = [];
  return {
    fresh,
    frame,
    bundle: opened,
    aggregatorKey,
    tokenKeysHash,
    async replica() {
      const own = frameOn(connect(fresh.address));
      const notifications = await listen(fresh.address);
      const replica = await startReplica(own, notifications, times);
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
      const tasks = { ...tasksOn(own.database), ...roundTasks(own) };
      const queue = await startQueue({ database: own.database, address: fresh.address, tasks });
      closing.push(async () => {
        await queue.stop();
        await own.database.$client.end();
      });
      return queue;
    },
    createRound: () => frame.database.transaction((one) => createRound(frame, one, opened.hash, times)),
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
): Promise<Replica> {
  const server = Fastify();
  answerProblems(server);
  await serveRounds(server, { frame, notifications, times, patienceMs: 2_000 });
  await server.listen({ port: 0, host: '127.0.0.1' });
  const { port } = server.server.address() as AddressInfo;
  return {
    base: `http://127.0.0.1:${port}/api/`,
    server,
    async close() {
      server.server.closeAllConnections();
      await server.close();
    },
  };
}

function once(close: () => Promise<void>): () => Promise<void> {
  let closed: Promise<void> | undefined;
  return () => (closed ??= close());
}
