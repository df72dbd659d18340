import { expect, it } from 'vitest';
import type { Bytes } from './bytes.ts';
import { clientStep } from './client/client.ts';
import { clientStateToBytes } from './client/state-bytes.ts';
import { readHeader } from './messages/signed-message.ts';
import { serverReceive } from './aggregator/receive.ts';
import { nodeSuite } from './suite/node-suite.ts';
import { digestOfServer } from './test/digest-of-server.ts';
import { type Leg, LEGS } from './test/obedient-round.ts';
import { smallRound, standAt, standAtNeighbours } from './test/stand-at.ts';
import { testRound } from './test/test-round.ts';

const typed = expect.objectContaining({ code: expect.stringMatching(/^aggregation\//) });

/** Every byte changed in one bit and in all, and every way of cutting the end off or putting something behind. */
function* tampered(message: Bytes): Generator<Bytes> {
  for (let i = 0; i < message.length; i += 1) {
    for (const flip of [1 << (i % 8), 0xff]) {
      yield message.map((byte, at) => (at === i ? byte ^ flip : byte));
    }
  }
  const ends = [64, 17, 16, 15, 1].map((behind) => message.length - behind);
  for (const length of [0, 1, 2, 37, 38, 53, 54, 101, 102, ...ends]) {
    if (length >= 0 && length < message.length) {
      yield message.slice(0, length);
    }
  }
  yield new Uint8Array([...message, 0]);
}

it.each(['sharing', 'reporting', 'confirming', 'unmasking'] as const)(
  'no byte of what the aggregator sends in %s can be changed',
  async (leg) => {
    const { round, device, message } = await standAt(nodeSuite, leg);
    const before = clientStateToBytes(device.state);
    for (const changed of tampered(message)) {
      await expect(clientStep(round.tools, device.state, changed, device.report)).rejects.toEqual(typed);
    }
    expect(clientStateToBytes(device.state)).toEqual(before);
    await clientStep(round.tools, device.state, message, device.report);
  },
);

it('no byte of the keys that a device asked for can be changed', async () => {
  const { round, device, message } = await standAtNeighbours(nodeSuite);
  const before = clientStateToBytes(device.state);
  for (const changed of tampered(message)) {
    await expect(clientStep(round.tools, device.state, changed)).rejects.toEqual(typed);
  }
  expect(clientStateToBytes(device.state)).toEqual(before);
});

it.each(LEGS)('no byte of what a device sends in %s can be changed', async (leg) => {
  const { round, server, outbox } = await aboutToSend(leg);
  const before = digestOfServer(server);
  for (const changed of tampered(outbox)) {
    await expect(serverReceive(round.tools, server, changed)).rejects.toEqual(typed);
  }
  expect(digestOfServer(server)).toBe(before);
  expect(await serverReceive(round.tools, server, outbox)).toMatchObject({ outcome: 'accepted' });
});

it('no byte of a draw can be changed', async () => {
  const { round, server, device } = await standAtNeighbours(nodeSuite);
  expect(readHeader(device.state.outbox).kind).toBe('draw');
  const before = digestOfServer(server);
  for (const changed of tampered(device.state.outbox)) {
    await expect(serverReceive(round.tools, server, changed)).rejects.toEqual(typed);
  }
  expect(digestOfServer(server)).toBe(before);
});

async function aboutToSend(leg: Leg) {
  if (leg === 'advertising') {
    const round = await testRound(nodeSuite, smallRound);
    return { round, server: round.server, outbox: round.devices[7].state.outbox };
  }
  const standing = leg === 'sharing' ? await standAtNeighbours(nodeSuite) : await standAt(nodeSuite, leg);
  const { round, server, device, message } = standing;
  const { outbox } = await clientStep(round.tools, device.state, message, device.report);
  return { round, server, outbox };
}
