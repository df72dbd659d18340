import { randomBytes, webcrypto } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Answers, type Bytes, encodeReport, joinRound, type Kind } from '@parlour/private-aggregation';
import { type HeldToken, webBlindRsa } from '@parlour/private-aggregation/tokens';
import { httpChannel, obtainToken, takePart, type TokenDoor } from '@parlour/private-aggregation/transport';
import { inviteCodeBytes, ParlourError } from '@parlour/wire';
import { memoryStore } from './memory-store.ts';
import { randomVector } from './random-vector.ts';
import type { RequestTime } from './request-times.ts';
import type { SimulatedWorld } from './simulated-world.ts';
import { simulatedQuery } from './simulation-bundle.ts';
import { Left, watchedChannel } from './watched-channel.ts';

/** A device that has its token and its report, and could join a round. */
export interface SimulatedDevice {
  readonly token: HeldToken;
  /** Of what it would say if nothing hid it: see `randomVector`. */
  readonly vectorSeed: Uint8Array;
  /** That, encoded and noised. */
  readonly report: Uint32Array;
}

const seed = (): Bytes => Uint8Array.from(randomBytes(32));
/** Tries after a broken line, and looks for what is not there yet. */
const mostTries = 200;

/**
 * Makes a device: blinds, asks for and unblinds its token (some 140 ms of CPU), and encodes its answer.
 * @param answers by query; by default a random vector to the query of simulations.
 */
export async function makeDevice(
  world: SimulatedWorld,
  door: TokenDoor,
  invite: string,
  answers?: Answers,
): Promise<SimulatedDevice> {
  const { tools, plan, keys } = world;
  const code = Buffer.from(inviteCodeBytes(invite) ?? []).toString('hex');
  const token = await obtainToken({
    tools: { suite: tools.suite, blindRsa: webBlindRsa },
    door,
    store: memoryStore(),
    keys,
    admission: { kind: 'invite', code },
    seed,
    pause: tryAgain,
  });
  const vectorSeed = randomBytes(16);
  const said = answers ?? new Map([[simulatedQuery, randomVector(vectorSeed, plan.dimension)]]);
  const report = encodeReport(plan, said, (count) => webcrypto.getRandomValues(new Uint32Array(count)));
  return { token, vectorSeed, report };
}

/** Waits for a round. @param base of the aggregator's API, ending in a slash. */
export async function awaitRound({ bundle }: SimulatedWorld, base: string): Promise<Bytes> {
  const hash = Buffer.from(bundle.hash).toString('hex');
  for (let tried = 1; ; tried += 1) {
    const response = await fetch(new URL(`bundles/${hash}/announcement`, base)).catch(() => undefined);
    if (response?.status === 200) return new Uint8Array(await response.arrayBuffer());
    if (response === undefined || response.status === 429) await tryAgain(tried);
    else if (response.status !== 204) throw new Error(`no announcement: ${response.status}`);
  }
}

/**
 * Takes part in a round as a device of a person does, and leaves before a message if it is told to.
 * @param ready is awaited before each message is sent.
 * @param onSent told of every acknowledged message.
 * @returns `done`, `left`, or the code of what it was refused with.
 */
export async function takeItsPart(
  world: SimulatedWorld,
  base: string,
  device: SimulatedDevice,
  leavesBefore: Kind | undefined,
  ready: (kind: Kind) => Promise<void>,
  onSent: (time: RequestTime & { readonly kind: Kind }) => void,
): Promise<string> {
  const { tools, bundle, plan, keys, aggregatorKey } = world;
  const { tokenKeysHash } = keys;
  const { signingSeed, token } = device.token;
  const once = async () => {
    const announcement = await awaitRound(world, base);
    const entry = { bundle, now: Date.now(), dimension: plan.dimension, aggregatorKey, tokenKeysHash };
    const joined = await joinRound(tools, announcement, { ...entry, signingSeed, token, seed: seed() });
    const signingKey = await tools.suite.ed25519Public(signingSeed);
    const channel = httpChannel({ base, roundId: joined.setup.roundId, signingKey });
    await takePart({
      tools,
      channel: watchedChannel(channel, leavesBefore, ready, onSent),
      store: memoryStore(),
      join: () => Promise.resolve(joined),
      report: () => Promise.resolve(device.report.slice()),
      pause: (attempt, why) => (why === 'unreachable' ? tryAgain(attempt) : Promise.resolve()),
    });
    return 'done';
  };
  for (;;) {
    const end = await once().catch((error: unknown) => {
      if (error instanceof Left) return 'left';
      return error instanceof ParlourError ? error.code : String(error);
    });
    // The token is as good as before, and another round takes it.
    if (end !== 'aggregation/round-full') return end;
  }
}

async function tryAgain(attempt: number): Promise<void> {
  if (attempt > mostTries) throw new Error('the aggregator cannot be reached');
  await pause(Math.min(1_000, 50 * attempt));
}
