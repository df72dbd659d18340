import type { Bytes } from '../bytes.ts';
import { agreement } from '../agree.ts';
import { closeLeg } from '../aggregator/close-leg.ts';
import { messageTo } from '../aggregator/message-to.ts';
import { serverReceive } from '../aggregator/receive.ts';
import type { Advertising, Client, Sharing } from '../aggregator/server-state.ts';
import { clientStep } from '../client/client.ts';
import type { Reported } from '../client/client-state.ts';
import { pairMask } from '../masks/masks.ts';
import { sealShares } from '../masks/sealed-share.ts';
import { memberSet } from '../member-set.ts';
import { merkleProof } from '../merkle-tree.ts';
import { writeAdvertisement } from '../messages/advertisement.ts';
import { writeDeliveries } from '../messages/deliveries.ts';
import { NO_INDEX, signMessage } from '../messages/signed-message.ts';
import { authentic } from '../test/authentic.ts';
import { cheapTestSuite as suite } from '../test/cheap-test-suite.ts';
import { runLegs } from '../test/obedient-round.ts';
import { smallRound } from '../test/stand-at.ts';
import { type TestDevice, testRound, type TestRound } from '../test/test-round.ts';
import { unpackWords } from '../words/unpack-words.ts';

/**
 * An aggregator that commits the root to places of its own making, behind those of the honest devices, and after the draw
 * tells devices that whoever is there drew them.
 */
export interface Invention {
  readonly round: TestRound;
  readonly server: Sharing;
  /** The places that are not honest devices'. */
  readonly invented: readonly number[];
}

/** @param make what is put behind the honest devices' places, from their own. */
export async function invent(
  make: (advertising: Advertising) => readonly Client[] | Promise<readonly Client[]>,
): Promise<Invention> {
  const round = await testRound(suite, smallRound);
  const advertising = (await runLegs(round, 'advertising')).server as Advertising;
  const more = await make(advertising);
  const clients = [...advertising.clients, ...more];
  const server = (await closeLeg(round.tools, { ...advertising, clients })) as Sharing;
  return { round, server, invented: more.map((_, i) => smallRound.devices + i) };
}

/** The secrets of the place that was invented as the n-th. */
export const secretsOf = (n: number) => ({
  maskSecret: new Uint8Array(32).fill(5 + 2 * n),
  encryptionSecret: new Uint8Array(32).fill(6 + 2 * n),
});

/**
 * Somebody's token over a one-time key, of which the aggregator has not the secret, with other keys of its own.
 * @param maskKey somebody else's, if it is to be.
 */
export async function withoutToken(
  { clients, setupContext }: Advertising,
  n: number,
  maskKey?: Bytes,
): Promise<Client> {
  const { maskSecret, encryptionSecret } = secretsOf(n);
  const keys = {
    ...clients[n].keys,
    signingKey: await suite.ed25519Public(new Uint8Array(32).fill(200 + n)),
    maskKey: maskKey ?? (await suite.x25519Public(maskSecret)),
    encryptionKey: await suite.x25519Public(encryptionSecret),
  };
  const header = { kind: 'advertisement', context: setupContext, sender: NO_INDEX } as const;
  const message = await signMessage(suite, header, writeAdvertisement(keys), new Uint8Array(32));
  return { message, keys, channelKey: new Uint8Array(32) };
}

/** Every device after sharing, with whom it drew; of those that refused, before it and why. */
export interface Shared {
  readonly device: TestDevice;
  readonly index: number;
  readonly drew: readonly number[];
  readonly refused?: unknown;
}

export async function share({ round, server }: Invention): Promise<Shared[]> {
  const all: Shared[] = [];
  for (const [index, device] of round.devices.entries()) {
    const drawn = await clientStep(round.tools, device.state, await messageTo(round.tools, server, index));
    const { reply } = await serverReceive(round.tools, server, drawn.outbox);
    const drew = drawn.phase === 'drawn' ? drawn.draw : [];
    const refused: unknown = await clientStep(round.tools, drawn, reply ?? new Uint8Array()).then(
      async (state) => {
        device.state = state;
        await serverReceive(round.tools, server, state.outbox);
      },
      (error: unknown) => error,
    );
    all.push({ device, index, drew, ...(refused === undefined ? {} : { refused }) });
  }
  return all;
}

export interface ToldDrawer {
  readonly sender: number;
  readonly sealed: Bytes;
}

/** A device's state after it was told who drew it: whoever did, and some more. The one before is left as it was. */
export async function told(
  { round, server }: Invention,
  { device, index }: Shared,
  more: readonly ToldDrawer[],
): Promise<Reported> {
  const drawers = [...server.sealedBy].flatMap(([sender, sealed]) =>
    sealed
      .filter(({ receiver }) => receiver === index)
      .map((own): ToldDrawer => ({ sender, sealed: own.sealed.slice() })),
  );
  const deliveries = [...drawers, ...more]
    .toSorted((a, b) => a.sender - b.sender)
    .map((drawer) => ({
      ...drawer,
      advertisement: server.clients[drawer.sender].message,
      proof: merkleProof(server.tree, drawer.sender),
    }));
  const everybody = server.clients.map((_, i) => i);
  const body = writeDeliveries({ sharers: memberSet(everybody.length, everybody), deliveries });
  const header = { kind: 'deliveries', context: device.state.context, sender: NO_INDEX } as const;
  const voice = { signingSeed: round.tools.signingSeed, channelKey: device.channelKey };
  const message = await authentic(suite, header, body, voice);
  return (await clientStep(round.tools, structuredClone(device.state), message, device.report)) as Reported;
}

/** Shares of nothing, sealed by the place that was invented as the n-th. */
export async function sealedByInvented(
  { server, invented }: Invention,
  n: number,
  receiver: number,
): Promise<ToldDrawer> {
  const agree = await agreement(suite, secretsOf(n).encryptionSecret);
  const agreed = await agree(server.clients[receiver].keys.encryptionKey);
  const shares = { x: 1, selfShare: new Uint8Array(32).fill(1), maskShare: new Uint8Array(32).fill(2) };
  const channel = { root: server.context, sender: invented[n], receiver, agreed };
  return { sender: invented[n], sealed: await sealShares(suite, channel, shares) };
}

/** The mask that a device and another place have, as the device adds it, by whoever has the secret of one and the key of the other. */
export async function maskBetween(
  { server, round }: Invention,
  own: number,
  partner: number,
  { maskSecret, maskKey }: { readonly maskSecret: Bytes; readonly maskKey: Bytes },
): Promise<Uint32Array> {
  const agree = await agreement(suite, maskSecret);
  const pair = { root: server.context, own, partner, agreed: await agree(maskKey) };
  const { key, sign } = await pairMask(suite, pair);
  const { dimension, bits } = round.setup;
  const words = unpackWords(await suite.keystream(key, Math.ceil((dimension * bits) / 8)), dimension, bits);
  return words.map((word) => (sign * word) & (2 ** bits - 1));
}

/** The same of the place invented as the n-th, computed by the aggregator. */
export const knownMask = (invention: Invention, n: number, own: number): Promise<Uint32Array> =>
  maskBetween(invention, own, invention.invented[n], {
    maskSecret: secretsOf(n).maskSecret,
    maskKey: invention.server.clients[own].keys.maskKey,
  });
