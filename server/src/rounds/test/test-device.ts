import { randomBytes } from 'node:crypto';
import {
  type Bytes,
  encodeReport,
  type EncodingPlan,
  joinRound,
  type Kind,
  readHeader,
  type Tools,
} from '@parlour/private-aggregation';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import {
  httpChannel,
  type RoundChannel,
  type RoundStore,
  type StoredRound,
  takePart,
} from '@parlour/private-aggregation/transport';
import { ownBytes } from '../../database/own-bytes.ts';
import type { RoundGround } from './round-ground.ts';

/** What a device sends last; it leaves before it sends anything else. */
export type LeavesAfter = Kind | 'never';

export interface TestDevice {
  readonly report: Uint32Array;
  /** Whether the report reached the aggregator. */
  hasReported(): boolean;
  /** `done`, `left`, or the code of what it was refused with. */
  readonly end: Promise<string>;
}

const tools: Tools = { suite: nodeSuite, tokenIsValid: () => true };

/** A device that waits for a round and takes part in it over HTTP, with the protocol and the encoding of real ones. */
export async function testDevice(
  ground: RoundGround,
  plan: EncodingPlan,
  bases: readonly string[],
  leavesBefore: LeavesAfter,
): Promise<TestDevice> {
  const signingSeed = new Uint8Array(randomBytes(32));
  const signingKey = await nodeSuite.ed25519Public(signingSeed);
  const report = encodeReport(
    plan,
    new Map(),
    (count) => new Uint32Array(randomBytes(4 * count).buffer.slice(0, 4 * count)),
  );
  let reported = false;
  const run = async () => {
    const announcement = await waitForRound(bases[0], Buffer.from(ground.bundle.hash).toString('hex'));
    const { suite } = tools;
    const entry = {
      bundle: ground.bundle,
      now: Date.now(),
      dimension: plan.dimension,
      aggregatorKey: ground.aggregatorKey,
      tokenKeysHash: ground.tokenKeysHash,
      signingSeed,
      token: Uint8Array.of(1),
      seed: new Uint8Array(randomBytes(32)),
    };
    const joined = await joinRound({ suite, tokenIsValid: tools.tokenIsValid }, announcement, entry);
    const channels = bases.map((base) => httpChannel({ base, roundId: joined.setup.roundId, signingKey }));
    await takePart({
      tools,
      channel: leaving(turnByTurn(channels), leavesBefore, (kind) => {
        reported ||= kind === 'report';
      }),
      store: memoryStore(),
      join: () => Promise.resolve(joined),
      report: () => Promise.resolve(report.slice()),
      pause: (attempt, why) =>
        attempt < 200
          ? new Promise((go) => setTimeout(go, why === 'unreachable' ? 50 : 0))
          : Promise.reject(new Error('gave up')),
    });
  };
  const end = run().then(
    () => 'done',
    (error: unknown) => (error instanceof Left ? 'left' : String((error as { code?: string }).code ?? error)),
  );
  return { report, hasReported: () => reported, end };
}

class Left extends Error {}

async function waitForRound(base: string, hash: string): Promise<Bytes> {
  for (;;) {
    const response = await fetch(new URL(`bundles/${hash}/announcement`, base));
    if (response.status === 200) return ownBytes(new Uint8Array(await response.arrayBuffer()));
    if (response.status !== 204) throw new Error(`announcement: ${response.status} ${await response.text()}`);
  }
}

/** Every request to another replica, as behind a load balancer. */
function turnByTurn(channels: readonly RoundChannel[]): RoundChannel {
  let turn = 0;
  const next = () => channels[turn++ % channels.length];
  return { post: (message) => next().post(message), next: (kind) => next().next(kind) };
}

function leaving(
  channel: RoundChannel,
  leavesBefore: LeavesAfter,
  onSent: (kind: Kind) => void,
): RoundChannel {
  return {
    async post(message) {
      const { kind } = readHeader(message);
      if (kind === leavesBefore) throw new Left();
      const reply = await channel.post(message);
      onSent(kind);
      return reply;
    },
    next: (kind) => channel.next(kind),
  };
}

function memoryStore(): RoundStore {
  let stored: StoredRound | undefined;
  return {
    load: () => Promise.resolve(stored),
    clear: () => Promise.resolve(),
    save(state, revision) {
      if (revision !== (stored?.revision ?? 0) + 1) return Promise.resolve(false);
      stored = { state, revision };
      return Promise.resolve(true);
    },
  };
}
