import type { Bytes } from '../bytes.ts';
import { clientStep } from '../client/client.ts';
import { closeLeg } from '../aggregator/close-leg.ts';
import { messageTo } from '../aggregator/message-to.ts';
import { serverReceive } from '../aggregator/receive.ts';
import { unmask } from '../aggregator/release.ts';
import type { ServerState } from '../aggregator/server-state.ts';
import type { TestDevice, TestRound } from './test-round.ts';

export type Leg = 'advertising' | 'sharing' | 'reporting' | 'confirming' | 'unmasking';
export const LEGS: readonly Leg[] = ['advertising', 'sharing', 'reporting', 'confirming', 'unmasking'];

/** Runs a round in which everybody does as they should, but for the devices that leave before answering in a leg. */
export interface ObedientRound {
  server: ServerState;
  /** Devices that are still there, by index. */
  readonly present: Map<number, TestDevice>;
}

export async function runLegs(
  round: TestRound,
  upTo: Leg,
  leaves: (number: number, leg: Leg) => boolean = () => false,
): Promise<ObedientRound> {
  const running: ObedientRound = { server: round.server, present: new Map() };
  for (const device of round.devices) {
    if (!leaves(device.number, 'advertising')) {
      running.present.set(await send(round, running, device.state.outbox), device);
    }
  }
  for (const leg of LEGS.slice(1, LEGS.indexOf(upTo) + 1)) {
    running.server = await closeLeg(round.tools, running.server);
    await answerLeg(round, running, leg, leaves);
  }
  return running;
}

/** The rest of a round after `runLegs` up to unmasking. */
export async function finish(round: TestRound, running: ObedientRound): Promise<ServerState> {
  const closed = await closeLeg(round.tools, running.server);
  running.server = closed.phase === 'adding' ? await unmask(round.tools, closed) : closed;
  return running.server;
}

async function answerLeg(
  round: TestRound,
  running: ObedientRound,
  leg: Leg,
  leaves: (number: number, leg: Leg) => boolean,
): Promise<void> {
  if (running.server.phase === 'aborted') {
    return;
  }
  for (const [index, device] of running.present) {
    if (leaves(device.number, leg)) {
      running.present.delete(index);
      continue;
    }
    const message = await messageTo(round.tools, running.server, index);
    device.state = await clientStep(round.tools, device.state, message, device.report);
    if (leg === 'sharing') {
      const { reply } = await serverReceive(round.tools, running.server, device.state.outbox);
      device.state = await clientStep(round.tools, device.state, reply ?? new Uint8Array());
    }
    await send(round, running, device.state.outbox);
  }
}

async function send(round: TestRound, running: ObedientRound, message: Bytes): Promise<number> {
  const { state, sender } = await serverReceive(round.tools, running.server, message);
  running.server = state;
  return sender;
}
