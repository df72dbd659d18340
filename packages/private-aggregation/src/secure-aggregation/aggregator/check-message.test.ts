import { describe, expect, it } from 'vitest';
import { clientStep } from '../client/client.ts';
import type { ClientState } from '../client/client-state.ts';
import { cheapTestSuite } from '../test/cheap-test-suite.ts';
import { digestOfServer } from '../test/digest-of-server.ts';
import { finish, runLegs } from '../test/obedient-round.ts';
import { asDevice, smallRound, standAt } from '../test/stand-at.ts';
import { testRound } from '../test/test-round.ts';
import { closeLeg } from './close-leg.ts';
import { checkMessage } from './check-message.ts';
import { serverReceive } from './receive.ts';

const suite = cheapTestSuite;

describe('a message checked before it is stored', () => {
  it('of the first leg names the key, changes nothing, and may come again', async () => {
    const round = await testRound(suite, smallRound);
    const before = digestOfServer(round.server);
    const message = round.devices[5].state.outbox;
    const first = await checkMessage(round.tools, round.server, message);
    expect(first.sender).toBeUndefined();
    expect(await checkMessage(round.tools, round.server, message)).toEqual(first);
    expect(digestOfServer(round.server)).toBe(before);
    const { state } = await serverReceive(round.tools, round.server, message);
    expect(state).toMatchObject({ clients: [{ keys: { signingKey: first.signingKey } }] });
  });

  it.each(['reporting', 'confirming', 'unmasking'] as const)('of %s likewise', async (leg) => {
    const { round, server, device, message } = await standAt(suite, leg);
    device.state = await clientStep(round.tools, device.state, message, device.report);
    const before = digestOfServer(server);
    const checked = await checkMessage(round.tools, server, device.state.outbox);
    expect(checked.sender).toBe(7);
    expect(await checkMessage(round.tools, server, device.state.outbox)).toEqual(checked);
    expect(digestOfServer(server)).toBe(before);
  });

  it('of another leg, or with a byte flipped, is refused', async () => {
    const { round, server, device, message } = await standAt(suite, 'confirming');
    const code = (name: string) => expect.objectContaining({ code: `aggregation/${name}` });
    const early = await checkMessage(round.tools, server, device.state.outbox);
    expect(early.outcome).toBe('repeated');
    device.state = await clientStep(round.tools, device.state, message);
    const damaged = device.state.outbox.slice();
    damaged[50] ^= 1;
    await expect(checkMessage(round.tools, server, damaged)).rejects.toEqual(code('bad-signature'));
  });

  it('that an earlier leg took is no news, and another in its place is refused', async () => {
    const { round, server, device, message } = await standAt(suite, 'confirming');
    const again = await checkMessage(round.tools, server, device.state.outbox);
    expect(again).toMatchObject({ kind: 'report', outcome: 'repeated', sender: 7 });
    const other = await asDevice(
      { round, server, device, message },
      round.devices[7],
      'report',
      device.state as Extract<ClientState, { index: number }>,
      new Uint8Array(4),
    );
    await expect(checkMessage(round.tools, server, other)).rejects.toEqual(
      expect.objectContaining({ code: 'aggregation/second-answer' }),
    );
  });

  it('of the last leg is no news while masks are taken away, and refused when the round is over', async () => {
    const round = await testRound(suite, smallRound);
    const running = await runLegs(round, 'unmasking');
    const adding = await closeLeg(round.tools, running.server);
    const { outbox } = round.devices[7].state;
    expect(adding.phase).toBe('adding');
    expect(await checkMessage(round.tools, adding, outbox)).toMatchObject({ outcome: 'repeated', sender: 7 });
    const released = await finish(round, running);
    await expect(checkMessage(round.tools, released, outbox)).rejects.toEqual(
      expect.objectContaining({ code: 'aggregation/round-over' }),
    );
  });

  it('that asks for neighbours carries the answer', async () => {
    const { round, server, device, message } = await standAt(suite, 'sharing');
    device.state = await clientStep(round.tools, device.state, message);
    const { reply } = await checkMessage(round.tools, server, device.state.outbox);
    expect(reply).toEqual((await serverReceive(round.tools, server, device.state.outbox)).reply);
  });
});
