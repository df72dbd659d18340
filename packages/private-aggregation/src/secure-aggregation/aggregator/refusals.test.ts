import { ParlourError } from '@parlour/wire';
import { describe, expect, it } from 'vitest';
import { type Bytes, concat } from '../bytes.ts';
import { clientStep } from '../client/client.ts';
import type { ClientState } from '../client/client-state.ts';
import { memberSet } from '../member-set.ts';
import { type Advertisement, readAdvertisement, writeAdvertisement } from '../messages/advertisement.ts';
import { ByteReader } from '../byte-reader.ts';
import { writeConfirmation } from '../messages/confirmation.ts';
import { writeDraw } from '../messages/draw.ts';
import { readShares, writeShares } from '../messages/shares.ts';
import { type Kind, NO_INDEX, signMessage } from '../messages/signed-message.ts';
import { readUnmasking, writeUnmasking } from '../messages/unmasking.ts';
import { authentic, bodyBytes } from '../test/authentic.ts';
import { cheapTestSuite as suite } from '../test/cheap-test-suite.ts';
import { digestOfServer } from '../test/digest-of-server.ts';
import { finish, type Leg, runLegs } from '../test/obedient-round.ts';
import { asDevice, smallRound, type Standing, standAt, standAtNeighbours } from '../test/stand-at.ts';
import { testRound, type TestRound } from '../test/test-round.ts';
import { abort, closeLeg } from './close-leg.ts';
import { messageTo } from './message-to.ts';
import { openRound } from './open-round.ts';
import { serverReceive } from './receive.ts';
import { addUnmasked, release, unmask } from './release.ts';
import type { Adding, ServerState } from './server-state.ts';
import { serverStateFromBytes, serverStateToBytes } from './state-bytes.ts';
import { runUnmaskJob } from './unmask-job.ts';
import { unmaskJob, unmaskJobIds } from './unmask-jobs.ts';

/** Why the aggregator refuses; its state is then what it was. */
async function refusalOf({ tools }: TestRound, server: ServerState, message: Bytes): Promise<string> {
  const before = digestOfServer(server);
  const error: unknown = await serverReceive(tools, server, message).catch((cause) => cause);
  expect(digestOfServer(server)).toBe(before);
  return error instanceof ParlourError ? error.code.replace('aggregation/', '') : String(error);
}

/** The device's next message, its state left as it is. */
async function answer({
  round,
  device,
  message,
}: Standing): Promise<Extract<ClientState, { index: number }>> {
  const state = await clientStep(round.tools, structuredClone(device.state), message, device.report);
  if (!('index' in state)) {
    throw new Error('no index');
  }
  return state;
}

describe('advertising, the aggregator refuses', () => {
  async function advertise(round: TestRound, changed: Partial<Advertisement>, number = 1): Promise<Bytes> {
    const { state, signingSeed } = round.devices[number];
    const right = readAdvertisement(new ByteReader(bodyBytes(state.outbox)));
    const header = { kind: 'advertisement', context: state.context, sender: NO_INDEX } as const;
    return signMessage(suite, header, writeAdvertisement({ ...right, ...changed }), signingSeed);
  }

  it('a key without a token', async () => {
    const round = await testRound(suite, smallRound);
    expect(await refusalOf(round, round.server, await advertise(round, { token: Uint8Array.of(1) }))).toBe(
      'bad-token',
    );
  });

  it('keys of low order', async () => {
    const round = await testRound(suite, smallRound);
    const low = new Uint8Array(32);
    expect(await refusalOf(round, round.server, await advertise(round, { maskKey: low }))).toBe('bad-key');
    expect(await refusalOf(round, round.server, await advertise(round, { encryptionKey: low }))).toBe(
      'bad-key',
    );
  });

  it('keys that are in use, or twice in one', async () => {
    const round = await testRound(suite, smallRound);
    const [first] = round.devices;
    await serverReceive(round.tools, round.server, first.state.outbox);
    const { maskKey } = readAdvertisement(new ByteReader(bodyBytes(first.state.outbox)));
    expect(await refusalOf(round, round.server, await advertise(round, { maskKey }))).toBe('second-answer');
    expect(await refusalOf(round, round.server, await advertise(round, { encryptionKey: maskKey }))).toBe(
      'second-answer',
    );
    const own = readAdvertisement(new ByteReader(bodyBytes(round.devices[1].state.outbox))).maskKey;
    expect(await refusalOf(round, round.server, await advertise(round, { encryptionKey: own }))).toBe(
      'second-answer',
    );
  });

  it('other keys from the same device, and takes the same again as no news', async () => {
    const round = await testRound(suite, smallRound);
    const once = await serverReceive(round.tools, round.server, round.devices[1].state.outbox);
    const again = await serverReceive(round.tools, round.server, round.devices[1].state.outbox);
    expect([once.outcome, again.outcome]).toEqual(['accepted', 'repeated']);
    expect(again.sender).toBe(once.sender);
    expect(
      await refusalOf(round, round.server, await advertise(round, { selfCommitment: new Uint8Array(32) })),
    ).toBe('second-answer');
  });

  it('more devices than the round takes', async () => {
    const round = await testRound(suite, smallRound);
    const setup = { ...round.setup, cohortSize: 1 };
    const server = { ...round.server, setup };
    await serverReceive(round.tools, server, round.devices[0].state.outbox);
    expect(await refusalOf(round, server, round.devices[1].state.outbox)).toBe('round-full');
  });

  it('messages of every later leg', async () => {
    const { round, device, message } = await standAt(suite, 'sharing');
    const drawn = await clientStep(round.tools, device.state, message);
    const fresh = await openRound(round.tools, round.setup);
    expect(await refusalOf(round, fresh.state, drawn.outbox)).toBe('out-of-turn');
  });
});

describe('sharing, the aggregator refuses', () => {
  const signed = async (standing: Standing, kind: Kind, body: Bytes) => {
    const { state } = standing.device;
    if (state.phase !== 'drawn') {
      throw new Error('not drawn');
    }
    return asDevice(standing, standing.device, kind, state, body);
  };

  it('draws of too few, too many, oneself, somebody twice, nobody', async () => {
    const standing = await standAtNeighbours(suite);
    const { state } = standing.device;
    const draw = state.phase === 'drawn' ? state.draw : [];
    const [first, ...others] = draw;
    for (const lie of [others, [...draw, 51], [7, ...others], [others[0], ...others], [52, ...others]]) {
      const message = await signed(standing, 'draw', writeDraw(lie));
      expect(await refusalOf(standing.round, standing.server, message)).toBe('malformed-message');
    }
    expect(first).not.toBe(7);
  });

  it('shares for too few, oneself, somebody twice, nobody', async () => {
    const standing = await standAtNeighbours(suite);
    const { outbox } = await answer(standing);
    const [first, ...others] = readShares(new ByteReader(bodyBytes(outbox)));
    const lies = [
      others,
      [{ ...first, receiver: 7 }, ...others],
      [others[0], ...others],
      [{ ...first, receiver: 52 }, ...others],
    ];
    for (const lie of lies) {
      const message = await signed(standing, 'shares', writeShares(lie));
      expect(await refusalOf(standing.round, standing.server, message)).toBe('malformed-message');
    }
  });

  it('other shares than it has already, and devices that it does not know', async () => {
    const standing = await standAtNeighbours(suite);
    const { round, server } = standing;
    const { outbox } = await answer(standing);
    await serverReceive(round.tools, server, outbox);
    expect(await serverReceive(round.tools, server, outbox)).toMatchObject({ outcome: 'repeated' });
    const other = bodyBytes(outbox).map((byte, i) => (i === 9 ? byte ^ 1 : byte));
    expect(await refusalOf(round, server, await signed(standing, 'shares', other))).toBe('second-answer');
    const { state } = standing.device;
    const stranger = { kind: 'shares', context: state.context, sender: 52 } as const;
    expect(await refusalOf(round, server, await authentic(suite, stranger, other, standing.device))).toBe(
      'unknown-sender',
    );
  });

  it('keys that come late', async () => {
    const round = await testRound(suite, { ...smallRound, devices: 53 });
    const running = await runLegs(round, 'advertising', (number) => number === 52);
    const server = await closeLeg(round.tools, running.server);
    expect(await refusalOf(round, server, round.devices[52].state.outbox)).toBe('round-over');
    const again = await serverReceive(round.tools, server, round.devices[0].state.outbox);
    expect(again).toMatchObject({ outcome: 'repeated', sender: 0 });
  });
});

describe('reporting, the aggregator refuses', () => {
  it('reports from who did not share, for other sharers, of the wrong length', async () => {
    const standing = await standAt(
      suite,
      'reporting',
      {},
      (number, leg) => number === 51 && leg === 'sharing',
    );
    const { round, device, server } = standing;
    const state = await answer(standing);
    const absent = { ...state, index: 51 };
    const body = bodyBytes(state.outbox);
    const fromAbsent = await asDevice(standing, round.devices[51], 'report', absent, body);
    expect(await refusalOf(round, server, fromAbsent)).toBe('unknown-sender');
    const others = body.map((byte, i) => (i === 0 ? byte ^ 1 : byte));
    expect(await refusalOf(round, server, await asDevice(standing, device, 'report', state, others))).toBe(
      'wrong-round',
    );
    for (const wrong of [body.slice(0, -1), concat(body, Uint8Array.of(0)), body.slice(0, 31)]) {
      const message = await asDevice(standing, device, 'report', state, wrong);
      expect(await refusalOf(round, server, message)).toBe('malformed-message');
    }
  });

  it('a second report, and counts the same report once', async () => {
    const standing = await standAt(suite, 'reporting');
    const { round, device, server } = standing;
    const state = await answer(standing);
    await serverReceive(round.tools, server, state.outbox);
    const before = digestOfServer(server);
    expect(await serverReceive(round.tools, server, state.outbox)).toMatchObject({ outcome: 'repeated' });
    expect(digestOfServer(server)).toBe(before);
    const other = bodyBytes(state.outbox).map((byte, i) => (i === 33 ? byte ^ 1 : byte));
    expect(await refusalOf(round, server, await asDevice(standing, device, 'report', state, other))).toBe(
      'second-answer',
    );
  });

  it('a report after the leg is closed, and after the round was unmasked', async () => {
    const { outbox } = await answer(await standAt(suite, 'reporting'));
    const round = await testRound(suite, smallRound);
    const running = await runLegs(round, 'unmasking', (number, leg) => number === 7 && leg === 'reporting');
    expect(await refusalOf(round, running.server, outbox)).toBe('round-over');
    const released = await finish(round, running);
    expect(released.phase).toBe('released');
    expect(await refusalOf(round, released, outbox)).toBe('round-over');
  });
});

describe('confirming and unmasking, the aggregator refuses', () => {
  it('signatures of another list, and of who is no survivor', async () => {
    const gone = (number: number, leg: Leg) => number === 50 && leg === 'reporting';
    const standing = await standAt(suite, 'confirming', {}, gone);
    const { round, device, server } = standing;
    const state = await answer(standing);
    if (state.phase !== 'confirmed') {
      throw new Error('not confirmed');
    }
    const other = writeConfirmation({ sharers: state.sharers, survivors: memberSet(52, [7]) });
    expect(
      await refusalOf(round, server, await asDevice(standing, device, 'confirmation', state, other)),
    ).toBe('malformed-message');
    const dropped = await asDevice(
      standing,
      round.devices[50],
      'confirmation',
      { ...state, index: 50 },
      bodyBytes(state.outbox),
    );
    expect(await refusalOf(round, server, dropped)).toBe('unknown-sender');
  });

  it('shares of who confirmed nothing; too few, too many, at another x, of another owner', async () => {
    const gone = (number: number, leg: Leg) => number === 50 && leg === 'confirming';
    const standing = await standAt(suite, 'unmasking', {}, gone);
    const { round, device, server, message } = standing;
    const { state } = device;
    if (state.phase !== 'confirmed') {
      throw new Error('not confirmed');
    }
    const signer = structuredClone(state);
    const done = await clientStep(round.tools, state, message);
    const right = readUnmasking(new ByteReader(bodyBytes(done.outbox)));
    const fromGone = await asDevice(
      standing,
      round.devices[50],
      'unmasking',
      { ...signer, index: 50 },
      bodyBytes(done.outbox),
    );
    expect(await refusalOf(round, server, fromGone)).toBe('unknown-sender');
    const [first, ...others] = right;
    const lies = [
      others,
      [...right, first],
      [{ ...first, x: first.x + 1 }, ...others],
      [{ ...first, owner: 7 }, ...others],
    ];
    for (const lie of lies) {
      const sent = await asDevice(standing, device, 'unmasking', signer, writeUnmasking(lie));
      expect(await refusalOf(round, server, sent)).toBe('malformed-message');
    }
  });
});

describe('while masks are taken away, the aggregator refuses', () => {
  it('shares that come late, and whatever only comes later than that', async () => {
    const standing = await standAt(suite, 'unmasking');
    const { tools } = standing.round;
    const { outbox } = await clientStep(tools, structuredClone(standing.device.state), standing.message);
    const round = await testRound(suite, smallRound);
    const late = (number: number, leg: Leg) => number === 7 && leg === 'unmasking';
    const running = await runLegs(round, 'unmasking', late);
    const adding = await closeLeg(round.tools, running.server);
    expect(adding.phase).toBe('adding');
    expect(await refusalOf(round, adding, outbox)).toBe('round-over');
    const { context } = standing.device.state;
    const header = { kind: 'survivors', context, sender: 7 } as const;
    const nothing = await authentic(suite, header, new Uint8Array(), round.devices[7]);
    expect(await refusalOf(round, adding, nothing)).toBe('out-of-turn');
  });
});

describe('the aggregator ends a round without a sum', () => {
  const everybody = (from: number, at: Leg) => (number: number, leg: Leg) => number >= from && leg === at;

  it.each([
    ['advertising', 40],
    ['sharing', 40],
    ['reporting', 49],
    ['confirming', 2],
    ['unmasking', 2],
  ] as const)('when too few answer in %s', async (leg, left) => {
    const round = await testRound(suite, smallRound);
    const running = await runLegs(round, leg, everybody(left, leg));
    const ended = await closeLeg(round.tools, running.server);
    expect(ended).toEqual({ phase: 'aborted', setup: round.setup, reason: 'too-few-answers' });
    expect(await refusalOf(round, ended, round.devices[0].state.outbox)).toBe('round-over');
  });

  it('when the graph would not be safe', async () => {
    const round = await testRound(suite, { ...smallRound, adversarialRate: 0.45, dropoutRate: 0.45 });
    const { server } = await runLegs(round, 'advertising');
    expect(await closeLeg(round.tools, server)).toMatchObject({ phase: 'aborted', reason: 'cohort-size' });
  });

  it('when a share is wrong, whoever dropped', async () => {
    for (const kind of ['survivor', 'dropped'] as const) {
      const round = await testRound(suite, smallRound);
      const running = await runLegs(
        round,
        'unmasking',
        (number, leg) => number === 30 && leg === 'reporting',
      );
      const adding = (await closeLeg(round.tools, running.server)) as Adding;
      const [share] = adding.opened.get(kind === 'dropped' ? 30 : 31) ?? [];
      share.y[0] ^= 1;
      expect(await unmask(round.tools, adding)).toMatchObject({ phase: 'aborted', reason: 'wrong-secret' });
    }
  });

  it('and rethrows what is no refusal', async () => {
    const round = await testRound(suite, smallRound);
    expect(() => abort(round.server, new TypeError('a mistake'))).toThrow(TypeError);
  });
});

describe('out of turn', () => {
  it('no leg is closed that is not open', async () => {
    const round = await testRound(suite, smallRound);
    const running = await runLegs(round, 'unmasking');
    const adding = await closeLeg(round.tools, running.server);
    const code = 'aggregation/out-of-turn';
    await expect(closeLeg(round.tools, adding)).rejects.toMatchObject({ code });
    await expect(closeLeg(round.tools, await unmask(round.tools, adding as Adding))).rejects.toMatchObject({
      code,
    });
  });

  it.each([
    ['sharing', 52],
    ['reporting', 49],
    ['confirming', 50],
    ['unmasking', 51],
  ] as const)('nobody is told in %s what is not for them', async (leg, absent) => {
    const left = ['sharing', 'reporting', 'confirming'] as const;
    const options = { devices: leg === 'sharing' ? 52 : 56, minimumReports: 50 };
    const leaves = (number: number, at: Leg) => left[number - 49] === at;
    const { round, server } = await standAt(suite, leg, options, leg === 'sharing' ? undefined : leaves);
    await expect(messageTo(round.tools, server, absent)).rejects.toMatchObject({
      code: 'aggregation/unknown-sender',
    });
    await expect(messageTo(round.tools, round.server, 0)).rejects.toMatchObject({
      code: 'aggregation/out-of-turn',
    });
  });

  it('nothing is taken that only the aggregator says', async () => {
    const standing = await standAt(suite, 'reporting');
    const { round, device, server } = standing;
    for (const kind of ['roster', 'survivors', 'announcement'] as const) {
      const state = device.state as Extract<ClientState, { index: number }>;
      const message = await asDevice(standing, device, kind, state, new Uint8Array());
      expect(await refusalOf(round, server, message)).toBe('out-of-turn');
    }
  });

  it('a leg that is not open yet is not answered', async () => {
    const standing = await standAt(suite, 'reporting');
    const state = await answer(standing);
    const message = await asDevice(standing, standing.device, 'unmasking', state, new Uint8Array(2));
    expect(await refusalOf(standing.round, standing.server, message)).toBe('out-of-turn');
  });
});

describe('unmasking in jobs', () => {
  async function adding(): Promise<{ round: TestRound; state: Adding }> {
    const round = await testRound(suite, { ...smallRound, devices: 130, minimumReports: 100 });
    const running = await runLegs(
      round,
      'unmasking',
      (number, leg) => number % 60 === 8 && leg === 'reporting',
    );
    return { round, state: (await closeLeg(round.tools, running.server)) as Adding };
  }

  it('gives the same in any order, a job done twice added once', async () => {
    const { round, state } = await adding();
    const whole = await unmask(round.tools, serverStateFromBytes(serverStateToBytes(state)) as Adding);
    const ids = unmaskJobIds(state);
    expect(ids).toEqual(['dropped 8', 'dropped 68', 'dropped 128', 'self-masks 0', 'self-masks 102']);
    for (const id of ids.toReversed()) {
      const job = structuredClone(unmaskJob(state, id));
      addUnmasked(state, id, await runUnmaskJob(suite, job));
      addUnmasked(state, id, await runUnmaskJob(suite, job));
    }
    expect(release(state)).toEqual(whole);
  });

  it('releases nothing of fewer reports than the bundle asks for, whatever state it is handed', async () => {
    const { round, state } = await adding();
    const reports = 127;
    const asking = (minimumReports: number): Adding => ({
      ...(serverStateFromBytes(serverStateToBytes(state)) as Adding),
      setup: { ...state.setup, minimumReports },
    });
    expect(await unmask(round.tools, asking(reports))).toMatchObject({ phase: 'released', reports });
    const ended = await unmask(round.tools, asking(reports + 1));
    expect(ended.phase).toBe('aborted');
    expect(ended).not.toHaveProperty('sum');
    const short = asking(reports + 1);
    for (const id of unmaskJobIds(short))
      addUnmasked(short, id, await runUnmaskJob(suite, structuredClone(unmaskJob(short, id))));
    expect(() => release(short)).toThrow(expect.objectContaining({ code: 'aggregation/too-few-survivors' }));
  });

  it('releases nothing while a job is missing, and takes no other job', async () => {
    const { state } = await adding();
    expect(() => release(state)).toThrow(expect.objectContaining({ code: 'aggregation/out-of-turn' }));
    const malformed = expect.objectContaining({ code: 'aggregation/malformed-message' });
    expect(() => addUnmasked(state, 'dropped 9', new Uint32Array(4))).toThrow(malformed);
    expect(() => addUnmasked(state, 'dropped 8', new Uint32Array(5))).toThrow(malformed);
  });
});
