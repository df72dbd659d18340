import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RELAY_LIMITS } from './relay-limits.ts';
import { type RelayMessage, relayMessageFromBytes, relayMessageToBytes } from './relay-message.ts';

const bytes = (length?: number) =>
  fc.uint8Array(length === undefined ? { maxLength: 300 } : { minLength: length, maxLength: length });
const message: fc.Arbitrary<RelayMessage> = fc.oneof(
  bytes().map((vector) => ({ kind: 'state' as const, vector })),
  bytes().map((update) => ({ kind: 'missing' as const, update })),
  bytes().map((update) => ({ kind: 'update' as const, update })),
  fc.string({ unit: 'grapheme' }).map((reason) => ({ kind: 'denied' as const, reason })),
  bytes(32).map((challenge) => ({ kind: 'challenge' as const, challenge })),
  fc.tuple(bytes(32), bytes(64)).map(([publicKey, signature]) => ({
    kind: 'admission' as const,
    publicKey,
    signature,
  })),
  fc.maxSafeNat().map((count) => ({ kind: 'kept' as const, count })),
  fc.constant({ kind: 'erase' as const }),
);
const isText = (one: RelayMessage) => one.kind === 'denied';

describe('a message on the socket of a room', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(message, (one) => {
        expect(relayMessageFromBytes(relayMessageToBytes(one))).toEqual(one);
      }),
    );
  });

  it('is none with a byte too few or too many', () => {
    fc.assert(
      fc.property(message, fc.nat(), (one, at) => {
        const whole = relayMessageToBytes(one);
        expect(relayMessageFromBytes(whole.subarray(0, at % whole.length))).toBeUndefined();
        expect(relayMessageFromBytes(Uint8Array.of(...whole, 0))).toBeUndefined();
      }),
    );
  });

  it('is none, or one in its form, whatever comes', () => {
    fc.assert(
      fc.property(bytes(), (any) => {
        const read = relayMessageFromBytes(any);
        if (read === undefined || read === 'ignored' || isText(read)) return;
        expect(relayMessageFromBytes(relayMessageToBytes(read))).toEqual(read);
      }),
      { numRuns: 2_000 },
    );
  });

  it('has y-protocols’ form where it is theirs', () => {
    const update = Uint8Array.of(0, 0);
    expect([...relayMessageToBytes({ kind: 'state', vector: Uint8Array.of(0) })]).toEqual([0, 0, 1, 0]);
    expect([...relayMessageToBytes({ kind: 'missing', update })]).toEqual([0, 1, 2, 0, 0]);
    expect([...relayMessageToBytes({ kind: 'update', update })]).toEqual([0, 2, 2, 0, 0]);
    expect([...relayMessageToBytes({ kind: 'denied', reason: 'no' })]).toEqual([2, 0, 2, 110, 111]);
    // Awareness and the question for it.
    expect(relayMessageFromBytes(Uint8Array.of(1, 1, 0))).toBe('ignored');
    expect(relayMessageFromBytes(Uint8Array.of(3))).toBe('ignored');
  });

  it('is not looked at when it is too large', () => {
    const large = new Uint8Array(RELAY_LIMITS.messageBytes + 1);
    large[0] = 1;
    expect(relayMessageFromBytes(large)).toBeUndefined();
    expect(relayMessageFromBytes(large.subarray(1))).toBeUndefined();
    const vector = new Uint8Array(RELAY_LIMITS.stateVectorBytes + 1);
    expect(relayMessageFromBytes(relayMessageToBytes({ kind: 'state', vector }))).toBeUndefined();
  });
});
