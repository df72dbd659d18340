import { ParlourError } from '@parlour/wire';
import type { Bytes } from '../bytes.ts';
import { clientStep } from '../client/client.ts';
import { clientStateFromBytes, clientStateToBytes } from '../client/state-bytes.ts';
import { members } from '../member-set.ts';
import { closeLeg } from '../aggregator/close-leg.ts';
import { messageTo } from '../aggregator/message-to.ts';
import { serverReceive } from '../aggregator/receive.ts';
import { unmask } from '../aggregator/release.ts';
import type { ServerState } from '../aggregator/server-state.ts';
import { digestOfServer } from './digest-of-server.ts';
import { garble, garbleAuthentic, garbleOwn } from './garble.ts';
import type { Leg } from './obedient-round.ts';
import type { TestDevice, TestRound } from './test-round.ts';

/** How likely each mishap is, at each occasion. */
export interface Weather {
  /** A device leaves for good. */
  readonly leaving: number;
  readonly loss: number;
  readonly duplicate: number;
  /** An old message comes again, to whoever it was for. */
  readonly replay: number;
  /** A message is changed on its way. */
  readonly corruption: number;
  /** A device's state goes to bytes and back, and it sends again. */
  readonly reload: number;
  /** A leg closes with messages under way, which come in a later one. */
  readonly earlyClose: number;
  /** A device of the aggregator's, with valid keys, sends nonsense. */
  readonly malice: number;
  /** The aggregator's key signs nonsense to a device. */
  readonly maliceOfAggregator: number;
}

export interface Outcome {
  readonly state: ServerState;
  /** Whose reports the sum should be of. */
  readonly survivors: readonly TestDevice[];
  /** Refusals by code, for tests that want to know that something happened at all. */
  readonly refusals: ReadonlyMap<string, number>;
}

interface Envelope {
  readonly to: 'aggregator' | TestDevice;
  readonly from?: TestDevice;
  readonly message: Bytes;
}

/** One round under a seeded schedule of mishaps; every step of it a function of the round's random generator. */
export class UnrulyRound {
  readonly #round: TestRound;
  readonly #weather: Weather;
  readonly #present: Set<TestDevice>;
  readonly #byIndex = new Map<number, TestDevice>();
  readonly #refusals = new Map<string, number>();
  readonly #history: Envelope[] = [];
  #underWay: Envelope[] = [];
  #server: ServerState;

  constructor(round: TestRound, weather: Weather) {
    this.#round = round;
    this.#weather = weather;
    this.#server = round.server;
    this.#present = new Set(round.devices);
  }

  /** @throws whatever is not a typed refusal. */
  async run(): Promise<Outcome> {
    for (const device of this.#round.devices) {
      await this.#turnBad(device);
      await this.#answer(device);
    }
    const legs: readonly Leg[] = ['advertising', 'sharing', 'reporting', 'confirming', 'unmasking'];
    for (const leg of legs) {
      await this.#settle();
      if (this.#server.phase !== leg) {
        break;
      }
      this.#server = await closeLeg(this.#round.tools, this.#server);
      await this.#callOut();
    }
    const survivors = this.#survivors();
    if (this.#server.phase === 'adding') {
      this.#server = await unmask(this.#round.tools, this.#server);
    }
    await this.#settle();
    return { state: this.#server, survivors, refusals: this.#refusals };
  }

  #survivors(): TestDevice[] {
    const state = this.#server;
    if (state.phase !== 'adding') {
      return [];
    }
    return members(state.survivors, state.clients.length).map((index) => this.#device(index));
  }

  #device(index: number): TestDevice {
    const device = this.#byIndex.get(index);
    if (device === undefined) {
      throw new Error(`no device ${index}`);
    }
    return device;
  }

  async #callOut(): Promise<void> {
    for (const [index, device] of this.#byIndex) {
      const message = await this.#refusing(() => messageTo(this.#round.tools, this.#server, index));
      if (message !== undefined) {
        await this.#post({ to: device, message });
      }
    }
  }

  async #post(envelope: Envelope): Promise<void> {
    const { random, tools } = this.#round;
    const weather = this.#weather;
    this.#history.push(envelope);
    if (envelope.to !== 'aggregator' && random.chance(weather.maliceOfAggregator)) {
      const { channelKey } = envelope.to;
      const voice = { signingSeed: tools.signingSeed, channelKey };
      const message = await garbleAuthentic(tools, envelope.message, voice, random);
      this.#underWay.push({ ...envelope, message });
    }
    if (!random.chance(weather.loss)) {
      this.#underWay.push(envelope);
    }
    if (random.chance(weather.duplicate)) {
      this.#underWay.push(envelope);
    }
    if (random.chance(weather.corruption)) {
      this.#underWay.push({ ...envelope, message: garble(envelope.message, random) });
    }
    if (random.chance(weather.replay)) {
      this.#underWay.push(random.pick(this.#history));
    }
  }

  /** Delivers what is under way in random order, until nothing is or the leg closes early. */
  async #settle(): Promise<void> {
    const { random } = this.#round;
    const early = random.chance(this.#weather.earlyClose);
    const stopAt = early ? random.below(this.#underWay.length / 4 + 1) : 0;
    while (this.#underWay.length > stopAt) {
      const at = random.below(this.#underWay.length);
      const envelope = this.#underWay[at];
      this.#underWay[at] = this.#underWay[this.#underWay.length - 1];
      this.#underWay.pop();
      await this.#deliver(envelope);
    }
  }

  async #deliver(envelope: Envelope): Promise<void> {
    if (envelope.to === 'aggregator') {
      await this.#deliverToAggregator(envelope);
    } else if (this.#present.has(envelope.to)) {
      await this.#deliverToDevice(envelope.to, envelope.message);
    }
  }

  async #deliverToAggregator({ message, from }: Envelope): Promise<void> {
    const checked = this.#round.random.chance(CHECKED / 10) ? digestOfServer(this.#server) : undefined;
    const received = await this.#refusing(() => serverReceive(this.#round.tools, this.#server, message));
    if (received === undefined) {
      if (checked !== undefined && digestOfServer(this.#server) !== checked) {
        throw new Error('a refusal changed the aggregator');
      }
      return;
    }
    this.#server = received.state;
    if (from !== undefined && this.#server.phase === 'advertising') {
      this.#byIndex.set(received.sender, from);
    }
    if (received.reply !== undefined) {
      await this.#post({ to: this.#device(received.sender), message: received.reply });
    }
  }

  async #deliverToDevice(device: TestDevice, message: Bytes): Promise<void> {
    const { random, tools } = this.#round;
    if (random.chance(this.#weather.leaving)) {
      this.#present.delete(device);
      return;
    }
    const checked = random.chance(CHECKED) ? clientStateToBytes(device.state) : undefined;
    const next = await this.#refusing(() => clientStep(tools, device.state, message, device.report));
    if (next === undefined) {
      if (checked !== undefined && !Buffer.from(checked).equals(clientStateToBytes(device.state))) {
        throw new Error('a refusal changed a device');
      }
      return;
    }
    device.state = next;
    await this.#turnBad(device);
    await this.#answer(device);
    if (random.chance(this.#weather.reload)) {
      device.state = clientStateFromBytes(clientStateToBytes(device.state));
      await this.#answer(device);
    }
  }

  /** What the device is about to send may be nonsense under its own keys, in every leg. */
  async #turnBad(device: TestDevice): Promise<void> {
    const { random, tools } = this.#round;
    if (random.chance(this.#weather.malice)) {
      device.state = await garbleOwn(tools, device, random);
    }
  }

  #answer(device: TestDevice): Promise<void> {
    return this.#post({ to: 'aggregator', from: device, message: device.state.outbox });
  }

  async #refusing<T>(step: () => Promise<T>): Promise<T | undefined> {
    try {
      return await step();
    } catch (error) {
      if (!(error instanceof ParlourError && error.code.startsWith('aggregation/'))) {
        throw error;
      }
      this.#refusals.set(error.code, (this.#refusals.get(error.code) ?? 0) + 1);
      return undefined;
    }
  }
}

/** Part of the steps before and after which the whole state is compared; the rest is for speed. */
const CHECKED = 0.005;
