import { describe, expect, it } from 'vitest';
import type { Bytes } from '../bytes.ts';
import { closeLeg } from '../aggregator/close-leg.ts';
import { messageTo } from '../aggregator/message-to.ts';
import { serverReceive } from '../aggregator/receive.ts';
import type { Advertising, Client, Sharing } from '../aggregator/server-state.ts';
import { clientStep } from '../client/client.ts';
import { agreement } from '../agree.ts';
import { pairMask } from '../masks/masks.ts';
import { sealShares } from '../masks/sealed-share.ts';
import { memberSet } from '../member-set.ts';
import { merkleProof } from '../merkle-tree.ts';
import { writeAdvertisement } from '../messages/advertisement.ts';
import { writeDeliveries } from '../messages/deliveries.ts';
import { readReport } from '../messages/report.ts';
import { NO_INDEX, signMessage } from '../messages/signed-message.ts';
import { ByteReader } from '../byte-reader.ts';
import { authentic, bodyBytes } from '../test/authentic.ts';
import { cheapTestSuite as suite } from '../test/cheap-test-suite.ts';
import { runLegs } from '../test/obedient-round.ts';
import { smallRound } from '../test/stand-at.ts';
import { type TestDevice, testRound, type TestRound } from '../test/test-round.ts';
import { unpackWords } from '../words/unpack-words.ts';

/**
 * An aggregator that commits the root to a device which it invented: somebody's token and one-time key, which it has seen, with
 * mask and encryption keys of its own, so the signature cannot be right. A device that draws it refuses. One that it
 * claims to have drawn does not look at the signature, and this shows what that gives the aggregator: one more mask, on
 * top of all the others, which it knows.
 */
const INVENTED = smallRound.devices;
const maskSecret = new Uint8Array(32).fill(5);
const encryptionSecret = new Uint8Array(32).fill(6);

interface Invention {
  readonly round: TestRound;
  readonly server: Sharing;
}

async function invent(): Promise<Invention> {
  const round = await testRound(suite, smallRound);
  const advertising = (await runLegs(round, 'advertising')).server as Advertising;
  const [stolen] = advertising.clients;
  const keys = {
    ...stolen.keys,
    signingKey: await suite.ed25519Public(new Uint8Array(32).fill(4)),
    maskKey: await suite.x25519Public(maskSecret),
    encryptionKey: await suite.x25519Public(encryptionSecret),
  };
  const header = { kind: 'advertisement', context: advertising.setupContext, sender: NO_INDEX } as const;
  const message = await signMessage(suite, header, writeAdvertisement(keys), new Uint8Array(32));
  const invented: Client = { message, keys, channelKey: new Uint8Array(32) };
  const clients = [...advertising.clients, invented];
  return { round, server: (await closeLeg(round.tools, { ...advertising, clients })) as Sharing };
}

/** Every device's state after sharing; of those that refused, before it. */
async function share({ round, server }: Invention): Promise<{ drew: TestDevice[]; others: TestDevice[] }> {
  const [drew, others]: [TestDevice[], TestDevice[]] = [[], []];
  for (const [index, device] of round.devices.entries()) {
    const drawn = await clientStep(round.tools, device.state, await messageTo(round.tools, server, index));
    const { reply } = await serverReceive(round.tools, server, drawn.outbox);
    const shared = clientStep(round.tools, drawn, reply ?? new Uint8Array());
    if (drawn.phase === 'drawn' && drawn.draw.includes(INVENTED)) {
      await expect(shared).rejects.toMatchObject({ code: 'aggregation/bad-signature' });
      drew.push(device);
    } else {
      device.state = await shared;
      await serverReceive(round.tools, server, device.state.outbox);
      others.push(device);
    }
  }
  return { drew, others };
}

describe('a device that the aggregator invented', () => {
  it('is refused by whoever draws it', async () => {
    const invention = await invent();
    const { drew, others } = await share(invention);
    expect(drew.length).toBeGreaterThan(5);
    expect(others.length).toBeGreaterThan(5);
  });

  it('when it claims to have drawn a device, adds one mask to the device’s report and takes none away', async () => {
    const invention = await invent();
    const { round, server } = invention;
    const { others } = await share(invention);
    const [device] = others;
    const index = round.devices.indexOf(device);
    const without = await reportOf(invention, device, index, false);
    const withIt = await reportOf(invention, device, index, true);

    const agree = await agreement(suite, maskSecret);
    const pair = { root: server.context, own: index, partner: INVENTED };
    const { key, sign } = await pairMask(suite, {
      ...pair,
      agreed: await agree(server.clients[index].keys.maskKey),
    });
    const { dimension, bits } = round.setup;
    const mask = unpackWords(await suite.keystream(key, (dimension * bits) / 8), dimension, bits);
    expect(withIt).toEqual(without.map((word, i) => (word + sign * mask[i]) & (2 ** bits - 1)));
    expect(without).not.toEqual(device.report);
  });
});

/** What a device sends when told who drew it, with the invented device among them or not. */
async function reportOf(
  { round, server }: Invention,
  device: TestDevice,
  index: number,
  withIt: boolean,
): Promise<Uint32Array> {
  const drawers = [...server.sealedBy].flatMap(([sender, sealed]) =>
    sealed.filter(({ receiver }) => receiver === index).map((share) => ({ sender, sealed: share.sealed })),
  );
  const sealed = await sealedByInvented(server, index);
  const all = withIt ? [...drawers, { sender: INVENTED, sealed }] : drawers;
  const deliveries = all
    .toSorted((a, b) => a.sender - b.sender)
    .map(({ sender, ...share }) => ({
      sender,
      ...share,
      advertisement: server.clients[sender].message,
      proof: merkleProof(server.tree, sender),
    }));
  const everybody = Array.from({ length: INVENTED + 1 }, (_, i) => i);
  const body = writeDeliveries({ sharers: memberSet(INVENTED + 1, everybody), deliveries });
  const { context } = device.state;
  const header = { kind: 'deliveries', context, sender: NO_INDEX } as const;
  const voice = { signingSeed: round.tools.signingSeed, channelKey: device.channelKey };
  const message = await authentic(suite, header, body, voice);
  const { outbox } = await clientStep(round.tools, structuredClone(device.state), message, device.report);
  const { packed } = readReport(new ByteReader(bodyBytes(outbox)));
  return unpackWords(packed, round.setup.dimension, round.setup.bits);
}

async function sealedByInvented(server: Sharing, receiver: number): Promise<Bytes> {
  const agree = await agreement(suite, encryptionSecret);
  const agreed = await agree(server.clients[receiver].keys.encryptionKey);
  const shares = { x: 1, selfShare: new Uint8Array(32).fill(1), maskShare: new Uint8Array(32).fill(2) };
  return sealShares(suite, { root: server.context, sender: INVENTED, receiver, agreed }, shares);
}
