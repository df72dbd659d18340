import { describe, expect, it } from 'vitest';
import { abort, closeLeg } from './close-leg.ts';
import { plainToBytes } from '../plain-bytes.ts';
import { cheapTestSuite } from '../test/cheap-test-suite.ts';
import { finish, type Leg, LEGS, runLegs } from '../test/obedient-round.ts';
import { smallRound } from '../test/stand-at.ts';
import { plainSum, testRound } from '../test/test-round.ts';
import { refusal } from '../../refusal.ts';
import { SEALED_BYTES } from '../masks/sealed-share.ts';
import { writeShares } from '../messages/shares.ts';
import { unmask } from './release.ts';
import type { Adding } from './server-state.ts';
import { serverStateFromBytes, serverStateToBytes } from './state-bytes.ts';

const leaves = (number: number, leg: Leg): boolean =>
  (number === 3 && leg === 'sharing') || (number === 4 && leg === 'reporting');

const again = <T extends Parameters<typeof serverStateToBytes>[0]>(state: T) =>
  serverStateFromBytes(serverStateToBytes(state));

describe('a stored state of the aggregator', () => {
  it.each(LEGS)('comes back as it was, in %s and at its end', async (leg) => {
    const round = await testRound(cheapTestSuite, { ...smallRound, devices: 56 });
    const running = await runLegs(round, leg, leaves);
    expect(again(running.server)).toEqual(running.server);
    const closed = await closeLeg(round.tools, running.server);
    expect(again(closed)).toEqual(closed);
  });

  it('taken up between any two legs, gives the sum of the survivors', async () => {
    const round = await testRound(cheapTestSuite, { ...smallRound, devices: 56 });
    const running = await runLegs(round, 'unmasking', leaves);
    running.server = again(running.server);
    const released = await finish(round, running);
    const survivors = round.devices.filter(({ number }) => number !== 3 && number !== 4);
    const sum = plainSum(
      survivors.map(({ report }) => report),
      round.setup,
    );
    expect(released).toMatchObject({ phase: 'released', reports: survivors.length, sum });
    expect(() => serverStateToBytes(released)).toThrow(TypeError);
  });

  it('of the format before, whose shares lay apart and stayed sealed to the end, gives the same sum', async () => {
    const round = await testRound(cheapTestSuite, { ...smallRound, devices: 56 });
    const running = await runLegs(round, 'unmasking', leaves);
    const adding = await closeLeg(round.tools, running.server);
    if (adding.phase !== 'adding') throw new Error(adding.phase);
    const fields = Object.entries(adding).filter(([field]) => field !== 'sealedFor');
    const state = Object.fromEntries(
      fields.map(([field, value]) => [
        field,
        value instanceof Map || value instanceof Set ? [...value] : value,
      ]),
    );
    const sealed = Array.from(adding.sealedBy, ([sender, shares]) => [
      sender,
      writeShares(shares.map(({ receiver }) => ({ receiver, sealed: new Uint8Array(SEALED_BYTES) }))),
    ]);
    const opened = [...adding.opened];
    const before = plainToBytes({ format: 1, state: { ...state, sealedBy: sealed, opened } });
    const released = await unmask(round.tools, serverStateFromBytes(before) as Adding);
    expect(released).toEqual(await unmask(round.tools, adding));
    expect(released.phase).toBe('released');
  });

  it('of an aborted round says why', async () => {
    const round = await testRound(cheapTestSuite, smallRound);
    const aborted = abort(round.server, refusal('too-few-answers'));
    expect(again(aborted)).toEqual(aborted);
  });

  it('that is none is refused', async () => {
    const malformed = expect.objectContaining({ code: 'aggregation/malformed-message' });
    const round = await testRound(cheapTestSuite, smallRound);
    const bytes = serverStateToBytes(round.server);
    for (const wrong of [bytes.slice(1), bytes.slice(0, -1), plainToBytes({ format: 2, state: {} })]) {
      expect(() => serverStateFromBytes(wrong)).toThrow(malformed);
    }
  });
});
