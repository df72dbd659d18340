import type { RelayMessage, RelayRefusal } from '@parlour/wire/relay';

/** What is known on one socket of a room. */
export interface RoomSession {
  /** Nothing heard yet; what lies in the room is on its way; it has come. */
  readonly phase: 'greeting' | 'catching-up' | 'open';
  /** Whether it is a relay of Parlour, which admits and says what it has kept, or any y-websocket server. */
  readonly isOurs: boolean;
  /** Messages with updates that were sent on this socket, and how many of them, from the first on, the relay has. */
  readonly sent: number;
  readonly kept: number;
  /** Of a y-websocket server: how many had been sent before each of the questions that it has not answered yet. */
  readonly asked: readonly number[];
}

export type RoomInput =
  | { readonly kind: 'message'; readonly message: RelayMessage | 'ignored' | undefined }
  /** Updates were sent, in so many messages. */
  | { readonly kind: 'sent'; readonly messages: number }
  /** The own state vector was sent, to hear something. */
  | { readonly kind: 'asked' };

/** What is to be done, in order. */
export type RoomEffect =
  | { readonly kind: 'admit'; readonly challenge: Uint8Array }
  /** Send the own state vector. */
  | { readonly kind: 'ask' }
  /** Send what this state vector lacks. */
  | { readonly kind: 'answer'; readonly vector: Uint8Array }
  | { readonly kind: 'take'; readonly update: Uint8Array }
  | { readonly kind: 'give-up'; readonly refusal: RelayRefusal };

export interface RoomStep {
  readonly state: RoomSession;
  readonly effects: readonly RoomEffect[];
}

export const beginSession: RoomSession = { phase: 'greeting', isOurs: false, sent: 0, kept: 0, asked: [] };

/** One socket of a room, from its first message on: y-protocols' sync, and our admission before it where the relay asks for one. */
export function roomSessionStep(state: RoomSession, input: RoomInput): RoomStep {
  switch (input.kind) {
    case 'sent':
      return sent({ ...state, sent: state.sent + input.messages });
    case 'asked':
      return { state: ask(state).state, effects: [] };
    case 'message':
      return heard(state, input.message);
  }
}

/** A relay of ours says by itself what it has kept; others answer in order, so that an answer tells that what came before has come. */
function sent(state: RoomSession): RoomStep {
  return state.isOurs ? { state, effects: [] } : ask(state);
}

const ask = (state: RoomSession): RoomStep => ({
  state: state.isOurs ? state : { ...state, asked: [...state.asked, state.sent] },
  effects: [{ kind: 'ask' }],
});

function heard(state: RoomSession, message: RelayMessage | 'ignored' | undefined): RoomStep {
  if (message === undefined) return giveUp(state, state.phase === 'greeting' ? 'not-a-relay' : 'malformed');
  if (message === 'ignored') return { state, effects: [] };
  if (message.kind === 'denied') return giveUp(state, 'not-admitted');
  return state.phase === 'greeting' ? greeted(state, message) : going(state, message);
}

function greeted(state: RoomSession, message: RelayMessage): RoomStep {
  if (message.kind === 'challenge') {
    const admitted: RoomSession = { ...state, phase: 'catching-up', isOurs: true };
    return { state: admitted, effects: [{ kind: 'admit', challenge: message.challenge }, { kind: 'ask' }] };
  }
  if (message.kind !== 'state' && message.kind !== 'missing' && message.kind !== 'update')
    return giveUp(state, 'not-a-relay');
  const asked = ask({ ...state, phase: 'catching-up' });
  // An answer before the question is no answer.
  const first = message.kind === 'missing' ? { kind: 'update' as const, update: message.update } : message;
  const then = going(asked.state, first);
  return { state: then.state, effects: [...asked.effects, ...then.effects] };
}

function going(state: RoomSession, message: RelayMessage): RoomStep {
  switch (message.kind) {
    case 'state':
      return { state, effects: [{ kind: 'answer', vector: message.vector }] };
    case 'update':
      return { state, effects: [{ kind: 'take', update: message.update }] };
    case 'missing': {
      const [kept = state.kept, ...asked] = state.asked;
      return {
        state: { ...state, phase: 'open', ...(!state.isOurs && { kept, asked }) },
        effects: [{ kind: 'take', update: message.update }],
      };
    }
    case 'kept': {
      const isPossible = state.isOurs && message.count >= state.kept && message.count <= state.sent;
      return isPossible
        ? { state: { ...state, kept: message.count }, effects: [] }
        : giveUp(state, 'not-a-relay');
    }
    default:
      return giveUp(state, 'not-a-relay');
  }
}

const giveUp = (state: RoomSession, refusal: RelayRefusal): RoomStep => ({
  state,
  effects: [{ kind: 'give-up', refusal }],
});
