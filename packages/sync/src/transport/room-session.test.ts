import type { RelayMessage } from '@parlour/wire/relay';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeptChanges } from './kept-changes.ts';
import { beginSession, type RoomInput, type RoomSession, roomSessionStep } from './room-session.ts';

const challenge = new Uint8Array(32);
const vector = Uint8Array.of(0);
const update = Uint8Array.of(0, 0);

/** The states and the kinds of effects that inputs lead to. */
function run(inputs: readonly (RelayMessage | RoomInput)[]): { state: RoomSession; did: string[] } {
  let state = beginSession;
  const did: string[] = [];
  for (const one of inputs) {
    const input: RoomInput =
      one.kind === 'message' || one.kind === 'sent' || one.kind === 'asked'
        ? one
        : { kind: 'message', message: one };
    const step = roomSessionStep(state, input);
    state = step.state;
    did.push(...step.effects.map((effect) => (effect.kind === 'give-up' ? effect.refusal : effect.kind)));
  }
  return { state, did };
}

describe('a socket of a room', () => {
  it('at a relay of ours: is admitted, asks and answers, and is told what is kept', () => {
    const { state, did } = run([
      { kind: 'challenge', challenge },
      { kind: 'state', vector },
      { kind: 'sent', messages: 2 },
      { kind: 'missing', update },
      { kind: 'kept', count: 1 },
    ]);
    expect(did).toEqual(['admit', 'ask', 'answer', 'take']);
    expect(state).toMatchObject({ phase: 'open', isOurs: true, sent: 2, kept: 1 });
  });

  it('at any y-websocket server: asks after what it sends, and an answer tells that it has come', () => {
    const before = run([
      { kind: 'state', vector },
      { kind: 'sent', messages: 1 },
      { kind: 'missing', update },
    ]);
    expect(before.did).toEqual(['ask', 'answer', 'ask', 'take']);
    expect(before.state).toMatchObject({ phase: 'open', isOurs: false, sent: 1, kept: 0 });
    const { state } = run([
      { kind: 'state', vector },
      { kind: 'sent', messages: 1 },
      { kind: 'missing', update },
      { kind: 'missing', update },
    ]);
    expect(state.kept).toBe(1);
  });

  it('passes over awareness, and gives up on what is no relay', () => {
    expect(run([{ kind: 'message', message: 'ignored' }]).did).toEqual([]);
    expect(run([{ kind: 'message', message: undefined }]).did).toEqual(['not-a-relay']);
    expect(run([{ kind: 'kept', count: 0 }]).did).toEqual(['not-a-relay']);
    expect(run([{ kind: 'denied', reason: 'no' }]).did).toEqual(['not-admitted']);
    const admitted = { kind: 'challenge', challenge } as const;
    expect(run([admitted, admitted]).did.at(-1)).toBe('not-a-relay');
    expect(run([admitted, { kind: 'kept', count: 1 }]).did.at(-1)).toBe('not-a-relay');
    expect(
      run([
        { kind: 'state', vector },
        { kind: 'kept', count: 0 },
      ]).did.at(-1),
    ).toBe('not-a-relay');
    expect(run([admitted, { kind: 'message', message: undefined }]).did.at(-1)).toBe('malformed');
  });
});

describe('changes that a relay has', () => {
  it('are never more than it said, and all of them once it has said so', () => {
    const step = fc.oneof(
      fc.constant({ kind: 'change' as const }),
      fc.record({ kind: fc.constant('send' as const), parts: fc.integer({ min: 1, max: 3 }) }),
      fc.record({ kind: fc.constant('keep' as const), more: fc.nat(3) }),
      fc.constant({ kind: 'break' as const }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const changes = new KeptChanges();
        // What the relay really has: the changes in the messages that it has kept.
        let [made, has] = [0, 0];
        let sent: number[] = [];
        let kept = 0;
        for (const one of steps) {
          if (one.kind === 'change') {
            changes.made();
            made += 1;
          } else if (one.kind === 'send') {
            sent.push(...Array.from({ length: one.parts }, (_, i) => (i === one.parts - 1 ? made : has)));
            changes.sentAll(sent.length, kept);
          } else if (one.kind === 'keep') {
            kept = Math.min(sent.length, kept + one.more);
            has = Math.max(has, ...sent.slice(0, kept));
            changes.kept(kept);
          } else {
            changes.begin();
            sent = [];
            kept = 0;
          }
          expect(changes.waiting).toBeGreaterThanOrEqual(made - has);
        }
        changes.sentAll(sent.length + 1, kept);
        changes.kept(sent.length + 1);
        expect(changes.waiting).toBe(0);
      }),
    );
  });
});
