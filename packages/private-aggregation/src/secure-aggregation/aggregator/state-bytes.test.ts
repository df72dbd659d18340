import { describe, expect, it } from 'vitest';
import { abort, closeLeg } from './close-leg.ts';
import { plainToBytes } from '../plain-bytes.ts';
import { cheapTestSuite } from '../test/cheap-test-suite.ts';
import { finish, type Leg, LEGS, runLegs } from '../test/obedient-round.ts';
import { smallRound } from '../test/stand-at.ts';
import { plainSum, testRound } from '../test/test-round.ts';
import { refusal } from '../../refusal.ts';
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
