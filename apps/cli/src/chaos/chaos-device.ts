import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Bytes, encodeReport, joinRound, type Kind, readHeader } from '@parlour/private-aggregation';
import { httpChannel, type RoundChannel, takePart } from '@parlour/private-aggregation/transport';
import { ParlourError } from '@parlour/wire';
import { memoryStore } from '../simulate/memory-store.ts';
import type { SimulatedWorld } from '../simulate/simulated-world.ts';
import { Left } from '../simulate/watched-channel.ts';
import { mintToken } from './mint-token.ts';

/** A device, and what it knows of its own report. */
export interface ChaosDevice {
  /** Hex. */
  readonly signingKey: string;
  readonly report: Uint32Array;
  /** Id of the round that it last joined, hex. */
  readonly round: string | undefined;
  /** Whether its report has ever left it, and whether the aggregator said that it has it. */
  readonly isReportSent: boolean;
  readonly isReportAcknowledged: boolean;
  /** Times that it found a round full and waited again. */
  readonly waitedAgain: number;
  /** `done`, `left`, or the code of what it was refused with. */
  takePart(): Promise<string>;
}

export interface ChaosDeviceOptions {
  readonly world: SimulatedWorld;
  /** PKCS #8 of the bundle's epoch. */
  readonly epochKey: Uint8Array;
  /** Every request goes to the next, as behind a load balancer. */
  readonly bases: readonly string[];
  readonly leavesBefore?: Kind | undefined;
  /** Told of every message before it is sent, and each time that it is. */
  readonly onSending?: (kind: Kind) => void;
}

const seed = (): Bytes => Uint8Array.from(randomBytes(32));
const tryAgainMs = 100;

export async function chaosDevice(options: ChaosDeviceOptions): Promise<ChaosDevice> {
  const { world, epochKey, bases, leavesBefore, onSending } = options;
  const { tools, plan, bundle, keys, aggregatorKey } = world;
  const signingSeed = seed();
  const signingKey = await tools.suite.ed25519Public(signingSeed);
  const token = await mintToken(epochKey, bundle.bundle.epoch, signingKey);
  const report = encodeReport(plan, new Map(), (count) =>
    Uint32Array.from({ length: count }, () => randomBytes(4).readUInt32LE()),
  );
  let turn = signingKey[0];
  const nextBase = () => bases[turn++ % bases.length];
  const device = {
    signingKey: Buffer.from(signingKey).toString('hex'),
    report,
    round: undefined as string | undefined,
    isReportSent: false,
    isReportAcknowledged: false,
    waitedAgain: 0,
    async takePart() {
      for (;;) {
        const end = await once().catch((error: unknown) => {
          if (error instanceof Left) return 'left';
          if (error instanceof ParlourError) return error.code;
          throw error;
        });
        if (end !== 'aggregation/round-full') return end;
        device.waitedAgain += 1;
      }
    },
  };

  async function once(): Promise<string> {
    const announcement = await awaitRound();
    const joined = await joinRound(tools, announcement, {
      bundle,
      now: 0,
      dimension: plan.dimension,
      aggregatorKey,
      tokenKeysHash: keys.tokenKeysHash,
      signingSeed,
      token,
      seed: seed(),
    });
    const { roundId } = joined.setup;
    device.round = Buffer.from(roundId).toString('hex');
    const channels = bases.map((base) => httpChannel({ base, roundId, signingKey }));
    const store = memoryStore();
    await takePart({
      tools,
      channel: watched(channels),
      store,
      join: () => Promise.resolve(joined),
      report: () => Promise.resolve(report.slice()),
      pause: (_, why) => (why === 'unreachable' ? pause(tryAgainMs) : Promise.resolve()),
    });
    return 'done';
  }

  async function awaitRound(): Promise<Bytes> {
    const hash = Buffer.from(bundle.hash).toString('hex');
    for (;;) {
      const response = await fetch(new URL(`bundles/${hash}/announcement`, nextBase())).catch(
        () => undefined,
      );
      const body = await response?.arrayBuffer().catch(() => undefined);
      if (response?.status === 200 && body) return new Uint8Array(body);
      if (response && response.status >= 400 && response.status < 500)
        throw new Error(`no announcement: ${response.status}`);
      if (response?.status !== 204) await pause(tryAgainMs);
    }
  }

  /** Requests take turns over the replicas; what happens to the report is noted. */
  function watched(channels: readonly RoundChannel[]): RoundChannel {
    const next = () => channels[turn++ % channels.length];
    return {
      async post(message) {
        const { kind } = readHeader(message);
        if (kind === leavesBefore) throw new Left();
        onSending?.(kind);
        device.isReportSent ||= kind === 'report';
        const answer = await next().post(message);
        device.isReportAcknowledged ||= kind === 'report';
        return answer;
      },
      next: (kind) => next().next(kind),
    };
  }
  return device;
}
