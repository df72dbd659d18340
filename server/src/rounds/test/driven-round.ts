import { randomBytes } from 'node:crypto';
import {
  type Bytes,
  type ClientState,
  clientStep,
  encodeReport,
  type EncodingPlan,
  joinRound,
  type Kind,
  planEncoding,
  type Tools,
} from '@parlour/private-aggregation';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import { eq } from 'drizzle-orm';
import { round } from '../../database/schema/rounds.ts';
import { closeOpenLeg } from '../close-open-leg.ts';
import { ownBytes } from '../../database/own-bytes.ts';
import { hexOf } from '../ids.ts';
import type { Leg } from '../leg-times.ts';
import { saidKind } from '../message-kinds.ts';
import { nextMessage } from '../next-message.ts';
import { messageKeeper } from '../keep-message.ts';
import { openRounds } from '../open-rounds.ts';
import { type ReportParts, reportParts } from '../report-parts.ts';
import { takeMessage, type TakingMessages } from '../take-message.ts';
import type { RoundGround } from './round-ground.ts';

const tools: Tools = { suite: nodeSuite, tokenIsValid: () => true };

/** A device that a test moves by hand. */
export interface DrivenDevice {
  state: ClientState;
  readonly signingSeed: Bytes;
  readonly signingKey: Bytes;
  readonly report: Uint32Array;
}

/** A round whose every step the test takes itself: no queue, no HTTP, the real protocol and database. */
export interface DrivenRound extends TakingMessages {
  readonly id: string;
  readonly plan: EncodingPlan;
  readonly parts: ReportParts;
  /** A device that has joined and not yet sent its keys. */
  device(how?: { signingSeed?: Bytes; token?: Bytes; report?: Uint32Array }): Promise<DrivenDevice>;
  /** What the device would send in the leg. */
  outboxFor(device: DrivenDevice, leg: Leg): Promise<Bytes>;
  send(message: Bytes): Promise<Bytes | undefined>;
  /** All of them send what the leg asks for. */
  answer(devices: readonly DrivenDevice[], leg: Leg): Promise<void>;
  close(leg: Leg): Promise<boolean>;
  row(): Promise<typeof round.$inferSelect>;
}

export async function drivenRound(ground: RoundGround): Promise<DrivenRound> {
  const { frame, bundle } = ground;
  const roundId = await ground.createRound();
  const id = hexOf(roundId);
  // Nothing is told to it: what it knows is old after each leg, as with a lost notification.
  const rounds = openRounds(frame, { on: () => () => {} });
  const plan = await planEncoding(nodeSuite, bundle.bundle, bundle.hash);
  // Tests kill connections and go while a part may be written: that one is not written, as anywhere, and the sum is the same.
  const parts = reportParts(frame, () => {});
  const taking: TakingMessages = {
    keep: messageKeeper(frame),
    parts,
    rounds,
    watch: { kept: () => {} },
    outcomes: { count: () => {} },
  };
  const row = async () => (await frame.database.select().from(round).where(eq(round.id, roundId)))[0];
  const { announcement } = await row();
  const said = (device: DrivenDevice, kind: Kind) =>
    nextMessage(rounds, id, kind, hexOf(device.signingKey), AbortSignal.abort());
  const send = (message: Bytes) => takeMessage(taking, id, message);
  const step = async (device: DrivenDevice, message: Bytes | undefined) => {
    if (message === undefined) throw new Error('nothing was said');
    device.state = await clientStep(tools, device.state, message, device.report.slice());
  };
  const outboxFor = async (device: DrivenDevice, leg: Leg) => {
    const kind = saidKind[leg];
    if (kind === undefined) return device.state.outbox;
    await step(device, await said(device, kind));
    if (leg === 'sharing') await step(device, await send(device.state.outbox));
    return device.state.outbox;
  };
  return {
    ...taking,
    parts,
    id,
    plan,
    row,
    send,
    outboxFor,
    async device({ signingSeed = random(), token = Uint8Array.of(1), report = honestReport(plan) } = {}) {
      const state = await joinRound(tools, ownBytes(announcement), {
        bundle,
        now: Date.now(),
        dimension: plan.dimension,
        aggregatorKey: ground.aggregatorKey,
        tokenKeysHash: ground.tokenKeysHash,
        signingSeed,
        token,
        seed: random(),
      });
      return { state, signingSeed, signingKey: await nodeSuite.ed25519Public(signingSeed), report };
    },
    async answer(devices, leg) {
      for (const device of devices) await send(await outboxFor(device, leg));
    },
    close: (leg) => closeOpenLeg(frame, id, leg),
  };
}

export const random = (): Bytes => new Uint8Array(randomBytes(32));

const honestReport = (plan: EncodingPlan) =>
  encodeReport(
    plan,
    new Map(),
    (count) => new Uint32Array(randomBytes(4 * count).buffer.slice(0, 4 * count)),
  );

/** Modulo 2^bits, in plain numbers. */
export function plainSum(plan: EncodingPlan, devices: readonly DrivenDevice[]): number[] {
  const sum = new Uint32Array(plan.dimension);
  for (const { report } of devices) for (let i = 0; i < sum.length; i += 1) sum[i] += report[i];
  return [...sum].map((word) => word % 2 ** plan.bundle.bits);
}
