import { randomBytes } from 'node:crypto';
import {
  type Bytes,
  type ClientState,
  clientStateFromBytes,
  clientStateToBytes,
  clientStep,
  closeLeg,
  joinRound,
  messageTo,
  openRound,
  roundSetup,
  serverReceive,
  type ServerState,
  type ServerTools,
  unmask,
} from '@parlour/private-aggregation';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import { collectGarbage } from './collect-garbage.ts';
import { CpuMeter } from './cpu-meter.ts';
import type { Rates } from './rates-for-degree.ts';

export interface MeasuredRoundOptions extends Rates {
  readonly clients: number;
  readonly dimension: number;
  readonly bits: number;
  /** Whether a device shares but does not report. */
  readonly drops: (client: number) => boolean;
  readonly report: (client: number) => Promise<Uint32Array>;
  readonly say: (line: string) => void;
}

export interface MeasuredRound {
  /** Of one device that stays to the end. */
  readonly clientCpuMs: number;
  readonly uploadBytes: number;
  readonly maskPartners: number;
  readonly serverCpuSeconds: number;
  readonly sum: Uint32Array;
  readonly reports: number;
}

const random = (length: number): Bytes => new Uint8Array(randomBytes(length));

/** One round, all of it in this process: each device's steps and the aggregator's are timed apart. */
export async function measureRound(options: MeasuredRoundOptions): Promise<MeasuredRound> {
  const round = await MeasuredRoundRun.begin(options);
  for (const leg of ['sharing', 'reporting', 'confirming', 'unmasking'] as const) {
    options.say(`${leg} ...`);
    await round.runLeg(leg);
  }
  options.say('adding ...');
  return round.finish();
}

class MeasuredRoundRun {
  readonly #options: MeasuredRoundOptions;
  readonly #tools: ServerTools;
  readonly #server = new CpuMeter();
  /** Between legs a device is its stored bytes, so that the objects of a thousand are no work for one collector. */
  readonly #clients = new Map<number, Bytes>();
  #state: ServerState;
  #clientCpuMs = 0;
  #uploadBytes = 0;
  #maskPartners = 0;

  private constructor(options: MeasuredRoundOptions, tools: ServerTools, state: ServerState) {
    this.#options = options;
    this.#tools = tools;
    this.#state = state;
  }

  static async begin(options: MeasuredRoundOptions): Promise<MeasuredRoundRun> {
    const { dimension, bits, adversarialRate, dropoutRate, clients } = options;
    const tools: ServerTools = { suite: nodeSuite, signingSeed: random(32), tokenIsValid: () => true };
    const aggregatorKey = await nodeSuite.ed25519Public(tools.signingSeed);
    const bundle = {
      bundle: {
        ...BUNDLE,
        queries: [],
        bits,
        adversarialRate,
        dropoutRate,
        minimumReports: Math.floor(clients * 0.7),
        cohortSize: clients,
      },
      hash: random(32),
    };
    const tokenKeysHash = random(32);
    const setup = roundSetup(bundle, { roundId: random(32), tokenKeysHash, dimension });
    const { state, announcement } = await openRound(tools, setup);
    const run = new MeasuredRoundRun(options, tools, state);
    const meter = new CpuMeter();
    for (let from = 0; from < clients; from += BATCH) {
      const joined: ClientState[] = [];
      for (let i = from; i < Math.min(clients, from + BATCH); i += 1) {
        const seeds = { signingSeed: random(32), seed: random(32), token: random(256) };
        const entry = { bundle, now: 0, dimension, aggregatorKey, tokenKeysHash, ...seeds };
        joined.push(await meter.measure(() => joinRound(tools, announcement, entry)));
      }
      await run.#post(joined);
      joined.forEach((state, place) => run.#clients.set(from + place, clientStateToBytes(state)));
    }
    run.#count(meter, clients);
    return run;
  }

  async runLeg(leg: 'sharing' | 'reporting' | 'confirming' | 'unmasking'): Promise<void> {
    this.#state = await this.#server.measure(() => closeLeg(this.#tools, this.#state));
    this.#countPartners();
    const meter = new CpuMeter();
    const staying = [...this.#clients.keys()].filter(
      (index) => leg !== 'reporting' || !this.#options.drops(index),
    );
    for (const index of this.#clients.keys()) if (!staying.includes(index)) this.#clients.delete(index);
    for (let from = 0; from < staying.length; from += BATCH) {
      await this.#runBatch(leg, staying.slice(from, from + BATCH), meter);
    }
    this.#count(meter, staying.length);
  }

  async #runBatch(leg: string, indices: readonly number[], meter: CpuMeter): Promise<void> {
    const messages = await this.#server.measure(() =>
      inTurn(indices, (index) => messageTo(this.#tools, this.#state, index)),
    );
    // All before any device is measured, as encoding is measured apart.
    const reports = leg === 'reporting' ? await inTurn(indices, this.#options.report) : [];
    if (reports.length > 0) collectGarbage('major');
    const states = await inTurn(indices, async (index, place) => {
      const state = clientStateFromBytes(this.#clients.get(index) ?? new Uint8Array());
      return this.#step(meter, state, messages[place], reports[place]);
    });
    const replies = await this.#post(states);
    const last = await inTurn(states, async (state, place) => {
      const reply = replies[place];
      return reply === undefined ? state : this.#step(meter, state, reply);
    });
    if (replies.some((reply) => reply !== undefined)) await this.#post(last);
    // What was sent is forgotten: a thousand devices' reports have no place in one memory.
    indices.forEach((index, place) =>
      this.#clients.set(index, clientStateToBytes({ ...last[place], outbox: new Uint8Array() })),
    );
  }

  async finish(): Promise<MeasuredRound> {
    const released = await this.#server.measure(async () => {
      const closed = await closeLeg(this.#tools, this.#state);
      return closed.phase === 'adding' ? unmask(this.#tools, closed) : closed;
    });
    if (released.phase !== 'released') {
      throw new Error(released.phase === 'aborted' ? `aborted: ${released.reason}` : released.phase);
    }
    return {
      clientCpuMs: this.#clientCpuMs,
      uploadBytes: Math.round(this.#uploadBytes),
      maskPartners: this.#maskPartners,
      serverCpuSeconds: this.#server.milliseconds / 1000,
      sum: released.sum,
      reports: released.reports,
    };
  }

  #step(meter: CpuMeter, state: ClientState, message: Bytes, report?: Uint32Array): Promise<ClientState> {
    return meter.measure(() => clientStep(this.#tools, state, message, report));
  }

  async #post(states: readonly ClientState[]): Promise<(Bytes | undefined)[]> {
    const inLeg = this.#inLeg();
    for (const { outbox } of states) this.#uploadBytes += outbox.length / inLeg;
    return this.#server.measure(() =>
      inTurn(states, async ({ outbox }) => {
        const received = await serverReceive(this.#tools, this.#state, outbox);
        this.#state = received.state;
        return received.reply;
      }),
    );
  }

  #inLeg(): number {
    const { clients, drops } = this.#options;
    const early = this.#state.phase === 'advertising' || this.#state.phase === 'sharing';
    return early ? clients : Array.from({ length: clients }, (_, i) => i).filter((i) => !drops(i)).length;
  }

  #count(meter: CpuMeter, answered: number): void {
    this.#clientCpuMs += meter.milliseconds / answered;
  }

  #countPartners(): void {
    if (this.#state.phase === 'reporting') {
      const { sealedBy } = this.#state;
      const edges = new Set<number>();
      for (const [sender, sealed] of sealedBy) {
        for (const { receiver } of sealed) {
          edges.add(Math.min(sender, receiver) * 2 ** 16 + Math.max(sender, receiver));
        }
      }
      this.#maskPartners = (2 * edges.size) / sealedBy.size;
    }
  }
}

/**
 * Devices whose messages reach the aggregator one after the other, as over the network, not each between steps of other
 * devices in the same process: else each would clear the other's caches, and pay for its garbage.
 */
const BATCH = 50;

async function inTurn<T, R>(
  values: readonly T[],
  task: (value: T, place: number) => R | Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  for (const [place, value] of values.entries()) results.push(await task(value, place));
  return results;
}

const BUNDLE = {
  format: 1,
  epoch: 'bench',
  audience: 'simulation',
  queries: [],
  clipNorm: 1,
  noiseMultiplier: 4,
  participations: 1,
  expiry: 1,
} as const;
