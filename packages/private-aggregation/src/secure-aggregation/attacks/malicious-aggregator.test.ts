import { ParlourError } from '@parlour/wire';
import { describe, expect, it } from 'vitest';
import { clientStep } from '../client/client.ts';
import type { Advertised } from '../client/client-state.ts';
import { drawNeighbours } from '../graph/draw-neighbours.ts';
import { writeAdvertisement } from '../messages/advertisement.ts';
import { NO_INDEX, signMessage } from '../messages/signed-message.ts';
import { closeLeg } from '../aggregator/close-leg.ts';
import { messageTo } from '../aggregator/message-to.ts';
import { serverReceive } from '../aggregator/receive.ts';
import type { Advertising, Sharing } from '../aggregator/server-state.ts';
import { cheapTestSuite as suite } from '../test/cheap-test-suite.ts';
import { runLegs } from '../test/obedient-round.ts';
import { SeededRandom } from '../test/seeded-random.ts';
import { smallRound, standAt } from '../test/stand-at.ts';
import { testRound } from '../test/test-round.ts';
import {
  type Attacked,
  attacked,
  everybodyBut,
  friendlyHalves,
  type Learned,
  shared,
  splitView,
} from './split-view.ts';

const OUT_OF_TURN = 'aggregation/out-of-turn';
const SEEDS = [1, 2, 3];
const DEVICES = 100;
const MINIMUM = 80;

/** Nothing bare, at most one sum, and that of a cohort's worth of honest devices. */
const hidesEachReport = ({ bare, sums }: Learned, { corrupt }: Attacked): boolean =>
  bare.length === 0 && sums.length <= 1 && sums.every((sum) => sum.length >= MINIMUM - corrupt.size);

describe.each(SEEDS)('an aggregator with a tenth of the cohort, choosing survivors (seed %i)', (seed) => {
  const begin = async () => attacked(await shared(seed, DEVICES, MINIMUM));

  it('learns one sum of all when it tells everybody the same', async () => {
    const attack = await begin();
    const learned = await splitView(attack, () => everybodyBut(attack, new Set()));
    expect(hidesEachReport(learned, attack)).toBe(true);
    expect(learned.sums.map((sum) => sum.length)).toEqual([DEVICES - attack.corrupt.size]);
  });

  it('learns no two sums that differ by one person: half is told with it, half without', async () => {
    const attack = await begin();
    const random = new SeededRandom(seed);
    const victim = attack.states.findIndex((_, i) => !attack.corrupt.has(i));
    const halves = [
      attack.states.map(() => random.chance(0.5)),
      friendlyHalves(attack, random),
      attack.states.map((_, i) => i < DEVICES / 2),
      attack.states.map((_, i) =>
        (attack.server.sealedFor.get(victim) ?? []).some(({ sender }) => sender === i),
      ),
    ];
    for (const half of halves) {
      const [whole, without] = [everybodyBut(attack, new Set()), everybodyBut(attack, new Set([victim]))];
      const learned = await splitView(attack, (index) => (half[index] || index === victim ? whole : without));
      expect(hidesEachReport(learned, attack)).toBe(true);
    }
  });

  it('does not isolate a device by dropping its neighbours', async () => {
    const attack = await begin();
    const victim = attack.states.findIndex((_, i) => !attack.corrupt.has(i));
    const drew = (attack.server.sealedBy.get(victim) ?? []).map(({ receiver }) => receiver);
    const drawnBy = (attack.server.sealedFor.get(victim) ?? []).map(({ sender }) => sender);
    for (const around of [drew, drawnBy, [...drew, ...drawnBy]]) {
      const honest = [...new Set(around)].filter((i) => !attack.corrupt.has(i));
      for (const count of [8, 20]) {
        const view = everybodyBut(attack, new Set(honest.slice(0, count)));
        expect(hidesEachReport(await splitView(attack, () => view), attack)).toBe(true);
      }
    }
  });

  it('gains nothing by as many lists as there are devices', async () => {
    const attack = await begin();
    const learned = await splitView(attack, (index) =>
      everybodyBut(attack, new Set([(index + 1) % DEVICES])),
    );
    expect(hidesEachReport(learned, attack)).toBe(true);
    expect(learned.opened).toBe(0);
  });
});

describe('an aggregator that lies about keys', () => {
  it('cannot put a mask key of its own under a device’s name', async () => {
    const round = await testRound(suite, { ...smallRound, adversarialRate: 0.1, dropoutRate: 0.1 });
    const running = await runLegs(round, 'advertising');
    const advertising = running.server as Advertising;
    const [{ message, keys, channelKey }] = advertising.clients;
    const maskKey = await suite.x25519Public(new Uint8Array(32).fill(9));
    const context = round.devices[0].state.context;
    const header = { kind: 'advertisement', context, sender: NO_INDEX } as const;
    const forged = [
      message.map((byte, i) => (i >= 38 + 32 && i < 38 + 64 ? maskKey[i - 70] : byte)),
      await signMessage(suite, header, writeAdvertisement({ ...keys, maskKey }), round.tools.signingSeed),
    ];
    for (const advertisement of forged) {
      const clients = [{ message: advertisement, keys, channelKey }, ...advertising.clients.slice(1)];
      const server = (await closeLeg(round.tools, { ...advertising, clients })) as Sharing;
      const outcomes = await Promise.all(
        round.devices.map(async ({ state }, index) => {
          const drawn = await clientStep(
            round.tools,
            structuredClone(state),
            await messageTo(round.tools, server, index),
          ).catch(String);
          if (typeof drawn === 'string' || drawn.phase !== 'drawn') {
            return 'refused its place';
          }
          const { reply } = await serverReceive(round.tools, server, drawn.outbox);
          const shared = await clientStep(round.tools, drawn, reply ?? new Uint8Array()).catch(
            () => undefined,
          );
          return `${drawn.draw.includes(0) ? 'drew' : 'did not draw'} it and ${shared === undefined ? 'refused' : 'shared'}`;
        }),
      );
      expect(outcomes[0]).toBe('refused its place');
      expect(new Set(outcomes.slice(1))).toEqual(
        new Set(['drew it and refused', 'did not draw it and shared']),
      );
    }
  });

  it('cannot slip in a device whose keys hide nothing', async () => {
    const round = await testRound(suite, { ...smallRound, adversarialRate: 0.1, dropoutRate: 0.1 });
    const advertising = (await runLegs(round, 'advertising')).server as Advertising;
    const [{ keys, channelKey }, ...others] = advertising.clients;
    const low = { ...keys, encryptionKey: new Uint8Array(32) };
    const header = { kind: 'advertisement', context: advertising.setupContext, sender: NO_INDEX } as const;
    const message = await signMessage(suite, header, writeAdvertisement(low), round.devices[0].signingSeed);
    const clients = [{ message, keys: low, channelKey }, ...others];
    const server = (await closeLeg(round.tools, { ...advertising, clients })) as Sharing;
    const outcomes = new Set<string>();
    for (const [index, device] of round.devices.entries()) {
      if (index > 0) {
        const drawn = await clientStep(
          round.tools,
          device.state,
          await messageTo(round.tools, server, index),
        );
        const { reply } = await serverReceive(round.tools, server, drawn.outbox);
        const drew = drawn.phase === 'drawn' && drawn.draw.includes(0);
        const shared = await clientStep(round.tools, drawn, reply ?? new Uint8Array()).catch(
          (error: unknown) => error,
        );
        outcomes.add(`${drew} ${shared instanceof ParlourError ? shared.code : 'shared'}`);
      }
    }
    expect(outcomes).toEqual(new Set(['true aggregation/bad-key', 'false shared']));
  });

  it('is found out by whoever draws one device’s signed keys at two places', async () => {
    const round = await testRound(suite, { ...smallRound, devices: 60 });
    const running = await runLegs(round, 'advertising');
    const advertising = running.server as Advertising;
    const half = advertising.clients.slice(0, 30);
    const server = (await closeLeg(round.tools, { ...advertising, clients: [...half, ...half] })) as Sharing;
    let noticed = 0;
    for (const [index, device] of round.devices.slice(0, 30).entries()) {
      const drawn = await clientStep(round.tools, device.state, await messageTo(round.tools, server, index));
      const { reply } = await serverReceive(round.tools, server, drawn.outbox);
      const twice =
        drawn.phase === 'drawn' &&
        new Set([index, ...drawn.draw].map((i) => i % 30)).size < drawn.draw.length + 1;
      const step = clientStep(round.tools, drawn, reply ?? new Uint8Array());
      if (twice) {
        await expect(step).rejects.toMatchObject({ code: 'aggregation/repeated-neighbour' });
        noticed += 1;
      } else {
        await step;
      }
    }
    expect(noticed).toBeGreaterThan(3);
  });
});

describe('an aggregator that grinds the graph', () => {
  const [clients, degree, corrupt] = [200, 40, 20];
  const hits = (draw: readonly number[]) => draw.filter((index) => index < corrupt).length;
  const roots = Array.from({ length: 300 }, (_, i) =>
    new Uint8Array(32).fill(i % 256, 0, 1 + Math.floor(i / 256)),
  );

  it('would succeed if the draw followed from the root alone', async () => {
    const known = new Uint8Array(32);
    let most = 0;
    for (const root of roots) {
      most = Math.max(most, hits(await drawNeighbours(suite, known, root, 150, clients, degree)));
    }
    expect(most).toBeGreaterThanOrEqual(9);
  });

  it('gets the hypergeometric average however it chooses the root, since the draw is made with a secret', async () => {
    const random = new SeededRandom(1);
    let sum = 0;
    const devices = 3000;
    for (let i = 0; i < devices; i += 1) {
      // The root that looked best against whatever seeds it could guess.
      const guess = random.bytes(32);
      let best = roots[0];
      let most = -1;
      for (const root of roots.slice(0, 10)) {
        const guessed = hits(await drawNeighbours(suite, guess, root, 150, clients, degree));
        [best, most] = guessed > most ? [root, guessed] : [best, most];
      }
      sum += hits(await drawNeighbours(suite, random.bytes(32), best, 150, clients, degree));
    }
    const mean = (degree * corrupt) / (clients - 1);
    const deviation = Math.sqrt(
      (mean * (1 - corrupt / (clients - 1)) * (clients - 1 - degree)) / (clients - 2) / devices,
    );
    expect(Math.abs(sum / devices - mean)).toBeLessThan(4 * deviation);
  });

  it('cannot have a device draw again: its first root is its only one', async () => {
    const { round, device, message } = await standAt(suite, 'sharing');
    const drawn = await clientStep(round.tools, structuredClone(device.state), message);
    await expect(clientStep(round.tools, drawn, message)).rejects.toMatchObject({ code: OUT_OF_TURN });
    const { server } = await runLegs(await testRound(suite, smallRound), 'advertising');
    const advertising = server as Advertising;
    const turned = await closeLeg(round.tools, { ...advertising, clients: advertising.clients.toReversed() });
    const other = await messageTo(round.tools, turned, smallRound.devices - 1 - 7);
    await expect(clientStep(round.tools, drawn, other)).rejects.toMatchObject({ code: OUT_OF_TURN });
    expect(await clientStep(round.tools, structuredClone(device.state), other)).not.toEqual(drawn);
    expect(await clientStep(round.tools, device.state, message)).toEqual(drawn);
  });
});

describe('an aggregator that asks twice or replays', () => {
  it('gets no second list signed, and nothing after unmasking', async () => {
    const { round, device, message } = await standAt(suite, 'confirming');
    const confirmed = await clientStep(round.tools, device.state, message);
    await expect(clientStep(round.tools, confirmed, message)).rejects.toMatchObject({
      code: 'aggregation/already-confirmed',
    });
  });

  it('gets nothing for the messages of an earlier round with the same bundle', async () => {
    const old = await standAt(suite, 'reporting');
    const fresh = await testRound(suite, { ...smallRound, seed: 99 });
    for (const { state } of fresh.devices.slice(0, 5)) {
      const before = structuredClone(state) as Advertised;
      await expect(clientStep(fresh.tools, state, old.message)).rejects.toMatchObject({ code: OUT_OF_TURN });
      expect(state).toEqual(before);
    }
    const { outbox } = old.device.state;
    await expect(serverReceive(fresh.tools, fresh.server, outbox)).rejects.toMatchObject({
      code: OUT_OF_TURN,
    });
  });
});
