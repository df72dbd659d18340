import type { OpenedBundle } from '../../bundle/open-bundle.ts';
import type { Bytes } from '../bytes.ts';
import type { Advertised, ClientState } from '../client/client-state.ts';
import { joinRound } from '../client/join-round.ts';
import { roundSetup, type RoundSetup } from '../round-setup.ts';
import { openRound } from '../aggregator/open-round.ts';
import type { Advertising, ServerTools } from '../aggregator/server-state.ts';
import type { CryptoSuite } from '../suite/crypto-suite.ts';
import { SeededRandom } from './seeded-random.ts';

export interface TestRoundOptions {
  readonly seed: number;
  readonly devices: number;
  readonly dimension: number;
  readonly bits: number;
  readonly minimumReports: number;
  readonly adversarialRate: number;
  readonly dropoutRate: number;
}

/** A round that is announced and that devices have joined: where every test of the protocol begins. */
export interface TestRound {
  readonly random: SeededRandom;
  readonly tools: ServerTools;
  readonly aggregatorKey: Bytes;
  readonly setup: RoundSetup;
  readonly server: Advertising;
  readonly announcement: Bytes;
  readonly devices: TestDevice[];
}

export interface TestDevice {
  /** Place in the test's list; its index in the round may be another. */
  readonly number: number;
  state: ClientState;
  /** As encoding would give it: uniform words, which show any mistake. */
  readonly report: Uint32Array<ArrayBuffer>;
  /** Kept by tests that have the device do what it should not. */
  readonly signingSeed: Bytes;
  readonly channelKey: Bytes;
}

export async function testRound(suite: CryptoSuite, options: TestRoundOptions): Promise<TestRound> {
  const random = new SeededRandom(options.seed);
  const signingSeed = random.bytes(32);
  const tools: ServerTools = { suite, signingSeed, tokenIsValid: (_, token) => token[0] === TOKEN[0] };
  const aggregatorKey = await suite.ed25519Public(signingSeed);
  const bundle = testBundle(options, random.bytes(32));
  const { dimension } = options;
  const tokenKeysHash = random.bytes(32);
  const setup = roundSetup(bundle, { roundId: random.bytes(32), tokenKeysHash, dimension });
  const { state: server, announcement } = await openRound(tools, setup);
  const devices: TestDevice[] = [];
  for (let i = 0; i < options.devices; i += 1) {
    const seeds = { signingSeed: random.bytes(32), seed: random.bytes(32) };
    const entry = { bundle, now: 0, dimension, aggregatorKey, tokenKeysHash, token: TOKEN, ...seeds };
    const state: Advertised = await joinRound(tools, announcement, entry);
    const report = random.words(dimension, options.bits);
    const channelKey = state.secrets.channelKey.slice();
    devices.push({ number: i, state, report, signingSeed: seeds.signingSeed, channelKey });
  }
  return { random, tools, aggregatorKey, setup, server, announcement, devices };
}

/** The fields that the protocol uses; rates below the floors make small graphs, which many schedules need. */
function testBundle(options: TestRoundOptions, hash: Bytes): OpenedBundle {
  const { bits, minimumReports, adversarialRate, dropoutRate } = options;
  const bundle = {
    format: 1,
    epoch: 'test',
    audience: 'people',
    queries: [],
    clipNorm: 1,
    bits,
    minimumReports,
    cohortSize: 10_000,
    adversarialRate,
    dropoutRate,
    noiseMultiplier: 4,
    participations: 1,
    expiry: 1,
  } as const;
  return { bundle: { ...bundle, queries: [] }, hash };
}

const TOKEN = Uint8Array.of(7);

/** What a round should give: the reports of the survivors, added up modulo 2^bits. */
export function plainSum(
  reports: Iterable<Uint32Array>,
  { dimension, bits }: Pick<RoundSetup, 'dimension' | 'bits'>,
): Uint32Array {
  const sum = new Uint32Array(dimension);
  for (const report of reports) {
    for (let i = 0; i < dimension; i += 1) {
      sum[i] += report[i];
    }
  }
  return sum.map((word) => (bits === 32 ? word : word % 2 ** bits));
}
