import { ParlourError } from '@parlour/wire';
import { describe, expect, it } from 'vitest';
import { type Bytes, concat } from '../bytes.ts';
import { memberSet } from '../member-set.ts';
import { readConfirmations, writeConfirmation, writeConfirmations } from '../messages/confirmation.ts';
import { readDeliveries, writeDeliveries } from '../messages/deliveries.ts';
import { readNeighbours, writeNeighbours } from '../messages/neighbours.ts';
import { readRoster, writeRoster } from '../messages/roster.ts';
import { type Kind, signatureOf, signMessage } from '../messages/signed-message.ts';
import { readSurvivors, writeSurvivors } from '../messages/survivors.ts';
import { bodyBytes } from '../test/authentic.ts';
import { cheapTestSuite } from '../test/cheap-test-suite.ts';
import { asAggregator, bodyOf, type Standing, standAt, standAtNeighbours } from '../test/stand-at.ts';
import { clientStep } from './client.ts';
import { clientStateFromBytes, clientStateToBytes } from './state-bytes.ts';

const suite = cheapTestSuite;

/** Why the device refuses; its state is then what it was. */
async function refusalOf(
  standing: Standing,
  message: Bytes,
  report = standing.device.report,
): Promise<string> {
  const { round, device } = standing;
  const before = clientStateToBytes(device.state);
  const error: unknown = await clientStep(round.tools, device.state, message, report).catch((cause) => cause);
  expect(clientStateToBytes(device.state)).toEqual(before);
  return error instanceof ParlourError ? error.code.replace('aggregation/', '') : String(error);
}

describe('at the roster, a device refuses', () => {
  const roster = async (standing: Standing) => readRoster(await bodyOf(standing, 'roster', standing.message));
  const send = (standing: Standing, body: Bytes) => asAggregator(standing, 'roster', body);

  it('keys that are not its own', async () => {
    const standing = await standAt(suite, 'sharing');
    const right = await roster(standing);
    const lies = [
      { ...right, index: 8 },
      { ...right, treeRoot: right.treeRoot.map((byte) => byte ^ 1) },
      { ...right, clients: right.clients + 13 },
      { ...right, proof: [] },
    ];
    for (const lie of lies) {
      expect(await refusalOf(standing, await send(standing, writeRoster(lie)))).toBe('key-set-mismatch');
    }
  });

  it('a cohort that is too small for the bundle, or larger than it allows', async () => {
    const standing = await standAt(suite, 'sharing');
    const right = await roster(standing);
    for (const clients of [49, 10_001]) {
      expect(await refusalOf(standing, await send(standing, writeRoster({ ...right, clients })))).toBe(
        'cohort-size',
      );
    }
  });

  it('a degree over 254', async () => {
    const standing = await standAt(suite, 'sharing', { adversarialRate: 0.3, dropoutRate: 0.1 });
    const body = writeRoster({ ...(await roster(standing)), clients: 9000 });
    expect(await refusalOf(standing, await send(standing, body))).toBe('degree-too-high');
  });
});

describe('shown the keys of its neighbours, a device refuses', () => {
  const shown = async (standing: Standing) =>
    readNeighbours(await bodyOf(standing, 'neighbours', standing.message));
  const send = async (standing: Standing, body: Bytes) => asAggregator(standing, 'neighbours', body);

  it('others than it asked for', async () => {
    const standing = await standAtNeighbours(suite);
    const right = await shown(standing);
    expect(await refusalOf(standing, await send(standing, writeNeighbours(right.toReversed())))).toBe(
      'key-set-mismatch',
    );
    for (const fewer of [right.slice(1), right.slice(0, -1), []]) {
      expect(await refusalOf(standing, await send(standing, writeNeighbours(fewer)))).toBe(
        'key-set-mismatch',
      );
    }
    const twice = [right[0], right[0], ...right.slice(2)];
    expect(await refusalOf(standing, await send(standing, writeNeighbours(twice)))).toBe('key-set-mismatch');
  });

  it('keys that the root does not commit to', async () => {
    const standing = await standAtNeighbours(suite);
    const right = await shown(standing);
    for (let i = 0; i < right[0].advertisement.length; i += 1) {
      const advertisement = right[0].advertisement.map((byte, at) => (at === i ? byte ^ 1 : byte));
      const body = writeNeighbours([{ ...right[0], advertisement }, ...right.slice(1)]);
      expect(await refusalOf(standing, await send(standing, body))).toBe('key-set-mismatch');
    }
  });

  it('a device without a valid token', async () => {
    const standing = await standAtNeighbours(suite);
    const tools = { ...standing.round.tools, tokenIsValid: () => false };
    const strict = { ...standing, round: { ...standing.round, tools } };
    expect(await refusalOf(strict, standing.message)).toBe('bad-token');
  });
});

describe('at the deliveries, a device refuses', () => {
  const delivered = async (standing: Standing) =>
    readDeliveries(await bodyOf(standing, 'deliveries', standing.message));
  const send = async (standing: Standing, body: Parameters<typeof writeDeliveries>[0]) =>
    asAggregator(standing, 'deliveries', writeDeliveries(body));

  it('sharers without itself, or too few of them', async () => {
    const standing = await standAt(suite, 'reporting');
    const right = await delivered(standing);
    const all = Array.from({ length: 52 }, (_, i) => i);
    const without = (left: (i: number) => boolean) => ({
      ...right,
      sharers: memberSet(
        52,
        all.filter((i) => !left(i)),
      ),
    });
    expect(
      await refusalOf(
        standing,
        await send(
          standing,
          without((i) => i === 7),
        ),
      ),
    ).toBe('too-few-neighbours');
    expect(
      await refusalOf(
        standing,
        await send(
          standing,
          without((i) => i > 40 && i !== 7),
        ),
      ),
    ).toBe('too-few-answers');
  });

  it('sharers of whom too few are neighbours that it drew', async () => {
    const standing = await standAt(suite, 'reporting', { minimumReports: 40 });
    const right = await delivered(standing);
    const { state } = standing.device;
    const drawn = new Set(state.phase === 'shared' ? state.neighbours.map(({ index }) => index) : []);
    const sharers = memberSet(
      52,
      Array.from({ length: 52 }, (_, i) => i).filter((i) => !drawn.has(i)),
    );
    expect(await refusalOf(standing, await send(standing, { ...right, sharers }))).toBe('too-few-neighbours');
  });

  it('one sharer fewer than the bundle asks for, or one neighbour fewer than the threshold, and takes just enough', async () => {
    const standing = await standAt(suite, 'reporting', { minimumReports: 40 });
    const { round, device } = standing;
    const right = await delivered(standing);
    if (device.state.phase !== 'shared') {
      throw new Error('not there');
    }
    const { neighbours, graph, index: own } = device.state;
    const drawn = neighbours.map(({ index }) => index);
    const others = Array.from({ length: 52 }, (_, i) => i).filter((i) => i !== own && !drawn.includes(i));
    const without = (gone: readonly number[]) => {
      const left = Array.from({ length: 52 }, (_, i) => i).filter((i) => !gone.includes(i));
      const deliveries = right.deliveries.filter(({ sender }) => left.includes(sender));
      return send(standing, { sharers: memberSet(52, left), deliveries });
    };
    const takes = async (message: Bytes) =>
      (await clientStep(round.tools, structuredClone(device.state), message, device.report)).phase;
    expect(graph.degree).toBeGreaterThan(graph.threshold);
    const spare = graph.degree - graph.threshold;
    expect(await takes(await without(drawn.slice(0, spare)))).toBe('reported');
    expect(await refusalOf(standing, await without(drawn.slice(0, spare + 1)))).toBe('too-few-neighbours');
    expect(await takes(await without(others.slice(0, 12)))).toBe('reported');
    expect(await refusalOf(standing, await without(others.slice(0, 13)))).toBe('too-few-answers');
  });

  it('a neighbour that appears twice', async () => {
    const standing = await standAt(suite, 'reporting', { adversarialRate: 0.1, dropoutRate: 0.1 });
    const { sharers, deliveries } = await delivered(standing);
    const { state } = standing.device;
    const drawn = new Set(state.phase === 'shared' ? state.neighbours.map(({ index }) => index) : []);
    // Those that it drew itself, whose keys it has, and those that it meets here.
    expect(new Set(deliveries.map(({ sender }) => drawn.has(sender)))).toEqual(new Set([true, false]));
    for (const [at, delivery] of deliveries.entries()) {
      const twice = { sharers, deliveries: deliveries.toSpliced(at, 0, delivery) };
      expect(await refusalOf(standing, await send(standing, twice))).toBe('repeated-neighbour');
    }
    const turned = { sharers, deliveries: deliveries.toReversed() };
    expect(await refusalOf(standing, await send(standing, turned))).toBe('repeated-neighbour');
  });

  it('keys of a device that drew it to which the root does not commit', async () => {
    const standing = await standAt(suite, 'reporting');
    const { sharers, deliveries } = await delivered(standing);
    const { state } = standing.device;
    const drawn = new Set(state.phase === 'shared' ? state.neighbours.map(({ index }) => index) : []);
    const at = deliveries.findIndex(({ sender }) => !drawn.has(sender));
    const { advertisement, proof } = deliveries[at];
    const lies = Array.from(advertisement, (_, i) => ({
      advertisement: advertisement.map((byte, place) => (place === i ? byte ^ 1 : byte)),
      proof,
    }));
    const another = { advertisement: standing.round.devices[0].state.outbox, proof };
    for (const lie of [...lies, another, { advertisement, proof: proof.slice(1) }]) {
      const changed = deliveries.map((delivery, i) => (i === at ? { ...delivery, ...lie } : delivery));
      expect(await refusalOf(standing, await send(standing, { sharers, deliveries: changed }))).toBe(
        'key-set-mismatch',
      );
    }
  });

  it('a neighbour under its own keys', async () => {
    const standing = await standAt(suite, 'reporting');
    const { sharers, deliveries } = await delivered(standing);
    const mirror = { ...deliveries[0], sender: 7 };
    expect(await refusalOf(standing, await send(standing, { sharers, deliveries: [mirror] }))).toBe(
      'key-set-mismatch',
    );
  });

  it('shares from a device that did not share with all', async () => {
    const standing = await standAt(suite, 'reporting');
    const { sharers, deliveries } = await delivered(standing);
    const { state } = standing.device;
    const drawn = new Set(state.phase === 'shared' ? state.neighbours.map(({ index }) => index) : []);
    const stranger = deliveries.find(({ sender }) => !drawn.has(sender));
    const less = sharers.slice();
    less[(stranger?.sender ?? 0) >> 3] ^= 1 << ((stranger?.sender ?? 0) & 7);
    expect(await refusalOf(standing, await send(standing, { sharers: less, deliveries }))).toBe(
      'key-set-mismatch',
    );
  });

  it('more senders than chance explains', async () => {
    const standing = await standAt(suite, 'reporting');
    const { sharers, deliveries } = await delivered(standing);
    const { state } = standing.device;
    const most = state.phase === 'shared' ? 3 * state.graph.degree + 20 : 0;
    const many = Array.from({ length: most + 1 }, () => deliveries[0]);
    const fewer = { sharers, deliveries: many.slice(1) };
    expect(await refusalOf(standing, await send(standing, fewer))).toBe('repeated-neighbour');
    expect(await refusalOf(standing, await send(standing, { sharers, deliveries: many }))).toBe(
      'too-many-neighbours',
    );
  });

  it('a share that it cannot open', async () => {
    const standing = await standAt(suite, 'reporting');
    const { sharers, deliveries } = await delivered(standing);
    const [first, ...others] = deliveries;
    const broken = { ...first, sealed: first.sealed.map((byte, i) => (i === 9 ? byte ^ 1 : byte)) };
    const swapped = { ...first, sealed: others[0].sealed };
    for (const lie of [broken, swapped]) {
      expect(await refusalOf(standing, await send(standing, { sharers, deliveries: [lie, ...others] }))).toBe(
        'unreadable-share',
      );
    }
  });

  it('a mask partner whose key hides nothing', async () => {
    const standing = await standAt(suite, 'reporting');
    const { state } = standing.device;
    if (state.phase !== 'shared') {
      throw new Error('not there');
    }
    const neighbours = state.neighbours.map((keys) => ({ ...keys, maskKey: new Uint8Array(32) }));
    standing.device.state = {
      ...state,
      neighbours: neighbours.slice(0, 1).concat(state.neighbours.slice(1)),
    };
    expect(await refusalOf(standing, standing.message)).toBe('bad-key');
  });

  it('to send a report of the wrong length or with a word out of range, or none', async () => {
    const standing = await standAt(suite, 'reporting');
    expect(await refusalOf(standing, standing.message, new Uint32Array(3))).toBe('bad-report');
    expect(await refusalOf(standing, standing.message, new Uint32Array(4).fill(2 ** 20))).toBe('bad-report');
    const { round, device, message } = standing;
    await expect(clientStep(round.tools, device.state, message)).rejects.toMatchObject({
      code: 'aggregation/bad-report',
    });
  });
});

describe('at the list of survivors, a device refuses', () => {
  const listed = async (standing: Standing) =>
    readSurvivors(await bodyOf(standing, 'survivors', standing.message));
  const send = async (standing: Standing, survivors: Iterable<number>, dropped: Iterable<number>) =>
    asAggregator(
      standing,
      'survivors',
      writeSurvivors({ survivors: memberSet(52, survivors), dropped: memberSet(52, dropped) }),
    );
  const all = Array.from({ length: 52 }, (_, i) => i);

  it('a device that is both a survivor and dropped, so that both its shares would be given out', async () => {
    const standing = await standAt(suite, 'confirming');
    expect(await refusalOf(standing, await send(standing, all, [3]))).toBe('survivors-overlap');
    expect(await refusalOf(standing, await send(standing, all, all))).toBe('survivors-overlap');
  });

  it('a list that leaves sharers out or has others', async () => {
    const standing = await standAt(
      suite,
      'confirming',
      {},
      (number, leg) => number === 51 && leg === 'sharing',
    );
    const sharers = all.slice(0, 51);
    expect(await refusalOf(standing, await send(standing, sharers.slice(0, 50), []))).toBe(
      'survivors-incomplete',
    );
    expect(await refusalOf(standing, await send(standing, all, []))).toBe('survivors-incomplete');
    expect((await listed(standing)).survivors).toEqual(memberSet(52, sharers));
  });

  it('a list without itself', async () => {
    const standing = await standAt(suite, 'confirming');
    expect(
      await refusalOf(
        standing,
        await send(
          standing,
          all.filter((i) => i !== 7),
          [7],
        ),
      ),
    ).toBe('not-a-survivor');
  });

  it('fewer survivors than the bundle asks for', async () => {
    const standing = await standAt(suite, 'confirming');
    expect(await refusalOf(standing, await send(standing, all.slice(0, 49), all.slice(49)))).toBe(
      'too-few-survivors',
    );
  });

  it('fewer survivors than the threshold', async () => {
    const standing = await standAt(suite, 'confirming', { minimumReports: 1 });
    expect(
      await refusalOf(
        standing,
        await send(
          standing,
          [7],
          all.filter((i) => i !== 7),
        ),
      ),
    ).toBe('too-few-survivors');
  });

  it('a list that leaves it with too few of the neighbours it drew', async () => {
    const standing = await standAt(suite, 'confirming', { minimumReports: 10 });
    const { state } = standing.device;
    const drawn = new Set(state.phase === 'reported' ? state.signers.map(({ index }) => index) : []);
    const survivors = all.filter((i) => !drawn.has(i));
    expect(await refusalOf(standing, await send(standing, survivors, drawn))).toBe('too-few-neighbours');
  });

  it('one survivor fewer than asked for, or one neighbour fewer than the threshold, and signs for just enough', async () => {
    const standing = await standAt(suite, 'confirming', { minimumReports: 40 });
    const { round, device } = standing;
    if (device.state.phase !== 'reported') {
      throw new Error('not there');
    }
    const { signers, graph } = device.state;
    const drawn = signers.map(({ index }) => index);
    const others = all.filter((i) => i !== 7 && !drawn.includes(i));
    const without = (gone: readonly number[]) =>
      send(
        standing,
        all.filter((i) => !gone.includes(i)),
        gone,
      );
    const signs = async (message: Bytes) =>
      (await clientStep(round.tools, structuredClone(device.state), message)).phase;
    const spare = graph.degree - graph.threshold;
    expect(await signs(await without(drawn.slice(0, spare)))).toBe('confirmed');
    expect(await refusalOf(standing, await without(drawn.slice(0, spare + 1)))).toBe('too-few-neighbours');
    expect(await signs(await without(others.slice(0, 12)))).toBe('confirmed');
    expect(await refusalOf(standing, await without(others.slice(0, 13)))).toBe('too-few-survivors');
  });

  it('sets of the wrong length or with bits beyond the cohort', async () => {
    const standing = await standAt(suite, 'confirming');
    const right = { survivors: memberSet(52, all), dropped: memberSet(52, []) };
    const lies = [
      ...[memberSet(60, all), memberSet(40, [7]), memberSet(52, [...all, 53])].map((survivors) => ({
        ...right,
        survivors,
      })),
      ...[memberSet(60, []), memberSet(52, [53])].map((dropped) => ({ ...right, dropped })),
    ];
    for (const lie of lies) {
      const body = writeSurvivors(lie);
      expect(await refusalOf(standing, await asAggregator(standing, 'survivors', body))).toBe(
        'malformed-message',
      );
    }
  });
});

describe('asked to unmask, a device refuses', () => {
  const signed = async (standing: Standing) =>
    readConfirmations(await bodyOf(standing, 'confirmations', standing.message));
  const send = async (standing: Standing, signatures: Parameters<typeof writeConfirmations>[0]) =>
    asAggregator(standing, 'confirmations', writeConfirmations(signatures));

  it('a list that too few neighbours signed', async () => {
    const standing = await standAt(suite, 'unmasking');
    const right = await signed(standing);
    expect(await refusalOf(standing, await send(standing, right.slice(1)))).toBe('survivors-unsigned');
    expect(await refusalOf(standing, await send(standing, []))).toBe('survivors-unsigned');
  });

  it('one neighbour counted twice', async () => {
    const standing = await standAt(suite, 'unmasking');
    const right = await signed(standing);
    const twice = [right[0], right[0], ...right.slice(2)];
    expect(await refusalOf(standing, await send(standing, twice))).toBe('repeated-neighbour');
  });

  it('signatures of another list', async () => {
    const standing = await standAt(suite, 'unmasking');
    const right = await signed(standing);
    const { round, device } = standing;
    const { state } = device;
    const [{ signer }] = right;
    if (state.phase !== 'confirmed') {
      throw new Error('not there');
    }
    const other = writeConfirmation({ sharers: state.sharers, survivors: memberSet(52, [1]) });
    const header = { kind: 'confirmation', context: state.context, sender: signer } as const;
    const message = await signMessage(suite, header, other, round.devices[signer].signingSeed);
    const lie = [{ signer, signature: signatureOf(message) }, ...right.slice(1)];
    expect(await refusalOf(standing, await send(standing, lie))).toBe('survivors-unsigned');
  });

  it('signatures of devices that it did not draw, though they are right, and though they drew it', async () => {
    const standing = await standAt(suite, 'unmasking');
    const right = await signed(standing);
    const { round, device } = standing;
    const { state } = device;
    if (state.phase !== 'confirmed') {
      throw new Error('not there');
    }
    const known = new Set([device.number, ...state.signers.map(({ index }) => index)]);
    const drawers = state.held.map(({ owner }) => owner).filter((owner) => !known.has(owner));
    const others = round.devices.map(({ number }) => number).filter((number) => !known.has(number));
    expect(drawers.length).toBeGreaterThan(0);
    for (const signer of new Set([drawers[0], others[0], others.at(-1) ?? 0])) {
      const { outbox } = round.devices[signer].state;
      const body = writeConfirmation({ sharers: state.sharers, survivors: state.survivors });
      expect(bodyBytes(outbox)).toEqual(body);
      const lie = [...right.slice(1), { signer, signature: signatureOf(outbox) }];
      const message = await send(
        standing,
        lie.toSorted((one, other) => one.signer - other.signer),
      );
      expect(await refusalOf(standing, message)).toBe('survivors-unsigned');
    }
  });

  it('the signature of a neighbour that is no survivor, though it is right', async () => {
    const options = { minimumReports: 40, dropoutRate: 0.05 };
    const probe = await standAt(suite, 'unmasking', options);
    const drew = probe.device.state.phase === 'confirmed' ? probe.device.state.signers[0].index : 0;
    const standing = await standAt(
      suite,
      'unmasking',
      options,
      (number, leg) => number === drew && leg === 'reporting',
    );
    const right = await signed(standing);
    const { round, device } = standing;
    const { state } = device;
    if (state.phase !== 'confirmed') {
      throw new Error('not there');
    }
    expect(state.signers.map(({ index }) => index)).toContain(drew);
    const body = writeConfirmation({ sharers: state.sharers, survivors: state.survivors });
    const header = { kind: 'confirmation', context: state.context, sender: drew } as const;
    const signature = signatureOf(await signMessage(suite, header, body, round.devices[drew].signingSeed));
    const lie = [...right.slice(1), { signer: drew, signature }];
    const message = await send(
      standing,
      lie.toSorted((one, other) => one.signer - other.signer),
    );
    expect(await refusalOf(standing, message)).toBe('survivors-unsigned');
  });

  it('a second list of survivors', async () => {
    const standing = await standAt(suite, 'unmasking');
    const body = writeSurvivors({ survivors: memberSet(52, [7]), dropped: memberSet(52, []) });
    expect(await refusalOf(standing, await asAggregator(standing, 'survivors', body))).toBe(
      'already-confirmed',
    );
  });
});

describe('once unmasked, a device refuses', () => {
  async function unmasked(): Promise<Standing> {
    const standing = await standAt(suite, 'unmasking');
    const { round, device, message } = standing;
    device.state = await clientStep(round.tools, device.state, message);
    return standing;
  }

  it('to unmask again, and every other message', async () => {
    const standing = await unmasked();
    expect(await refusalOf(standing, standing.message)).toBe('already-unmasked');
    for (const kind of ['roster', 'neighbours', 'deliveries', 'survivors', 'confirmations'] as const) {
      const message = await asAggregator(standing, kind, new Uint8Array());
      expect(await refusalOf(standing, message)).toBe('already-unmasked');
    }
  });

  it('and has no secret left to give away', async () => {
    const standing = await standAt(suite, 'unmasking');
    const { round, device, message } = standing;
    const before = device.state;
    device.state = await clientStep(round.tools, device.state, message);
    expect(Object.keys(device.state).toSorted()).toEqual([
      'aggregatorKey',
      'context',
      'outbox',
      'phase',
      'setup',
    ]);
    expect(before.phase === 'confirmed' && before.channelKey.every((byte) => byte === 0)).toBe(true);
    expect(before.phase === 'confirmed' && before.signingSeed.every((byte) => byte === 0)).toBe(true);
    expect(
      before.phase === 'confirmed' && before.held.every(({ selfShare }) => selfShare.every((b) => b === 0)),
    ).toBe(true);
  });
});

describe('in every leg, a device refuses', () => {
  const legs = ['sharing', 'reporting', 'confirming', 'unmasking'] as const;
  const awaited: Record<(typeof legs)[number], Kind> = {
    sharing: 'roster',
    reporting: 'deliveries',
    confirming: 'survivors',
    unmasking: 'confirmations',
  };

  it.each(legs)('messages of another leg (%s)', async (leg) => {
    const standing = await standAt(suite, leg);
    for (const kind of [
      'announcement',
      'roster',
      'neighbours',
      'deliveries',
      'confirmations',
      'report',
    ] as const) {
      if (kind !== awaited[leg]) {
        expect(await refusalOf(standing, await asAggregator(standing, kind, new Uint8Array()))).toBe(
          'out-of-turn',
        );
      }
    }
  });

  it.each(legs)('messages of another round (%s)', async (leg) => {
    const standing = await standAt(suite, leg);
    const other = await standAt(suite, leg, { seed: 6 });
    expect(await refusalOf(standing, other.message)).toBe('wrong-round');
  });

  it.each(legs)('what the aggregator did not sign (%s)', async (leg) => {
    const standing = await standAt(suite, leg);
    const { round, device, message } = standing;
    const forged = {
      ...standing,
      round: { ...round, tools: { ...round.tools, signingSeed: device.signingSeed } },
    };
    const [, other] = round.devices;
    const lie = await asAggregator(forged, awaited[leg], bodyBytes(message), other);
    expect(await refusalOf(standing, lie)).toBe('bad-signature');
  });

  it.each(legs)('a body with something behind it (%s)', async (leg) => {
    const standing = await standAt(suite, leg);
    const body = concat(bodyBytes(standing.message), Uint8Array.of(0));
    expect(await refusalOf(standing, await asAggregator(standing, awaited[leg], body))).toBe(
      'malformed-message',
    );
  });

  it.each(legs)('nothing that it can repeat after a reload: the same bytes again (%s)', async (leg) => {
    const { round, device, message } = await standAt(suite, leg);
    const stored = clientStateToBytes(device.state);
    const once = await clientStep(round.tools, device.state, message, device.report);
    const again = await clientStep(round.tools, clientStateFromBytes(stored), message, device.report);
    expect(again).toEqual(once);
  });
});
