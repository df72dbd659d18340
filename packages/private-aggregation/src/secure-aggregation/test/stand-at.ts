import type { ByteReader } from '../byte-reader.ts';
import type { Bytes } from '../bytes.ts';
import { clientStep } from '../client/client.ts';
import type { ClientState } from '../client/client-state.ts';
import { type Kind, NO_INDEX, openMessage } from '../messages/signed-message.ts';
import { isTagged, openTagged } from '../messages/tagged-message.ts';
import { closeLeg } from '../aggregator/close-leg.ts';
import { messageTo } from '../aggregator/message-to.ts';
import { serverReceive } from '../aggregator/receive.ts';
import type { ServerState } from '../aggregator/server-state.ts';
import type { CryptoSuite } from '../suite/crypto-suite.ts';
import { authentic } from './authentic.ts';
import { type Leg, LEGS, runLegs } from './obedient-round.ts';
import { type TestDevice, testRound, type TestRound } from './test-round.ts';

export const smallRound = {
  seed: 5,
  devices: 52,
  dimension: 4,
  bits: 20,
  minimumReports: 50,
  adversarialRate: 0.01,
  dropoutRate: 0.02,
};

/** A round stopped where a leg has begun and nobody has answered yet; device `n` has index `n`. */
export interface Standing {
  readonly round: TestRound;
  server: ServerState;
  readonly device: TestDevice;
  /** What the aggregator says to the device. */
  readonly message: Bytes;
}

export async function standAt(
  suite: CryptoSuite,
  leg: Leg,
  options: Partial<typeof smallRound> = {},
  leaves?: (number: number, leg: Leg) => boolean,
): Promise<Standing> {
  const round = await testRound(suite, { ...smallRound, ...options });
  const running = await runLegs(round, LEGS[LEGS.indexOf(leg) - 1], leaves);
  const server = await closeLeg(round.tools, running.server);
  const device = round.devices[7];
  return { round, server, device, message: await messageTo(round.tools, server, 7) };
}

/** From the roster to the answer to the draw. */
export async function standAtNeighbours(suite: CryptoSuite): Promise<Standing> {
  const standing = await standAt(suite, 'sharing');
  const { round, device } = standing;
  device.state = await clientStep(round.tools, device.state, standing.message);
  const { state, reply } = await serverReceive(round.tools, standing.server, device.state.outbox);
  return { ...standing, server: state, message: reply ?? new Uint8Array() };
}

/** The body of a message of the aggregator. */
export const bodyOf = ({ round, device }: Standing, kind: Kind, message: Bytes): Promise<ByteReader> => {
  const expected = { kind, context: device.state.context, sender: NO_INDEX };
  return isTagged(kind)
    ? openTagged(round.tools.suite, message, expected, device.channelKey)
    : openMessage(round.tools.suite, message, expected, round.aggregatorKey);
};

/** Another body under the aggregator's signature or tag: what a malicious aggregator can send. */
export const asAggregator = (
  { round, device }: Standing,
  kind: Kind,
  body: Bytes,
  { channelKey }: Pick<TestDevice, 'channelKey'> = device,
): Promise<Bytes> => {
  const { suite, signingSeed } = round.tools;
  const header = { kind, context: device.state.context, sender: NO_INDEX };
  return authentic(suite, header, body, { signingSeed, channelKey });
};

/** Another body under the device's signature or tag: what a malicious device can send. */
export const asDevice = (
  { round }: Standing,
  device: TestDevice,
  kind: Kind,
  { context, index }: Extract<ClientState, { index: number }>,
  body: Bytes,
): Promise<Bytes> => authentic(round.tools.suite, { kind, context, sender: index }, body, device);
