import { describe, expect, it } from 'vitest';
import { plainFromBytes, plainToBytes } from '../plain-bytes.ts';
import { cheapTestSuite } from '../test/cheap-test-suite.ts';
import { type Leg, LEGS, runLegs } from '../test/obedient-round.ts';
import { testRound } from '../test/test-round.ts';
import { clientStateFromBytes, clientStateToBytes } from './state-bytes.ts';

const options = {
  seed: 3,
  devices: 50,
  dimension: 4,
  bits: 16,
  minimumReports: 50,
  adversarialRate: 0.01,
  dropoutRate: 0.02,
};

describe('a stored state', () => {
  it.each(LEGS)('comes back as it was, after %s', async (leg: Leg) => {
    const round = await testRound(cheapTestSuite, options);
    await runLegs(round, leg);
    const { state } = round.devices[7];
    expect(clientStateFromBytes(clientStateToBytes(state))).toEqual(state);
  });

  it('that is no state is refused', async () => {
    const round = await testRound(cheapTestSuite, options);
    const { state } = round.devices[0];
    const malformed = expect.objectContaining({ code: 'aggregation/malformed-message' });
    for (const wrong of [
      { ...state, format: 2 },
      { format: 1, ...state, outbox: 3 },
      { format: 1, ...state, phase: 'x' },
      3,
    ]) {
      expect(() => clientStateFromBytes(plainToBytes(wrong))).toThrow(malformed);
    }
    expect(() => clientStateFromBytes(clientStateToBytes(state).slice(1))).toThrow(malformed);
    expect(() => clientStateFromBytes(clientStateToBytes(state).slice(0, -1))).toThrow(malformed);
  });
});

describe('plain bytes', () => {
  it('hold everything that states and jobs are made of', () => {
    const value = {
      a: undefined,
      b: [true, false, 1.5, -1, 'ü'],
      c: { d: Uint8Array.of(1, 2), e: Uint32Array.of(3, 4) },
    };
    expect(plainFromBytes(plainToBytes(value))).toEqual(value);
  });

  it('refuse what they cannot hold', () => {
    expect(() => plainToBytes({ f: () => undefined })).toThrow(TypeError);
    expect(() => plainToBytes([null])).toThrow(TypeError);
    const malformed = expect.objectContaining({ code: 'aggregation/malformed-message' });
    for (const bytes of [[], [9], [5, 0, 0, 0, 3, 1, 2, 3], [6, 255, 255, 255, 255]]) {
      expect(() => plainFromBytes(Uint8Array.from(bytes))).toThrow(malformed);
    }
  });
});
