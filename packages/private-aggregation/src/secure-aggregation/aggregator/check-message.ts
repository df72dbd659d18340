import type { Bytes } from '../bytes.ts';
import { type Kind, readHeader } from '../messages/signed-message.ts';
import { OpenedShares } from './opened-shares.ts';
import { type Received, serverReceive } from './receive.ts';
import { SealedShares } from './sealed-shares.ts';
import type { Advertising, ServerState, ServerTools } from './server-state.ts';

type ServerAnswers = Advertising['answered'];

/** What is known of a message that the round would take. `repeated`: an earlier leg took it already. */
export interface Checked extends Pick<Received, 'reply' | 'outcome' | 'signingKey'> {
  readonly kind: Kind;
  /** Its index in the round; none before the keys are committed. */
  readonly sender: number | undefined;
}

/**
 * Whether the open leg would take a message as the first from its sender, without changing the state: for a replica that
 * stores messages, whose order and number others see to. The state is that of the leg's beginning.
 * @throws ParlourError as `serverReceive`.
 */
export async function checkMessage(tools: ServerTools, state: ServerState, message: Bytes): Promise<Checked> {
  const { sender, signingKey, reply, outcome } = await serverReceive(tools, blank(state), message);
  return {
    kind: readHeader(message).kind,
    outcome,
    signingKey,
    sender: state.phase === 'advertising' ? undefined : sender,
    ...(reply && { reply }),
  };
}

/** The same leg with nothing collected in it, for one message to be put in and thrown away. */
function blank(state: ServerState): ServerState {
  switch (state.phase) {
    case 'advertising':
      return {
        ...state,
        answered: apart(state.answered),
        clients: [],
        indices: new Map(),
        keysInUse: new Set(),
      };
    case 'sharing':
      return { ...state, answered: apart(state.answered), sealedBy: new SealedShares() };
    case 'reporting':
      return {
        ...state,
        answered: apart(state.answered),
        reported: new Set(),
        sum: scratch(state.sum.length),
      };
    case 'confirming':
      return { ...state, answered: apart(state.answered), confirmations: new Map() };
    case 'unmasking':
      return { ...state, answered: apart(state.answered), opened: new OpenedShares() };
    default:
      return state;
  }
}

/** What was answered before, with nothing that is put in reaching it. */
const apart = (answered: ServerAnswers): ServerAnswers => new Overlay(answered);

class Overlay<K, V> extends Map<K, V> {
  readonly #below: ReadonlyMap<K, V>;

  constructor(below: ReadonlyMap<K, V>) {
    super();
    this.#below = below;
  }

  override get(key: K): V | undefined {
    return super.get(key) ?? this.#below.get(key);
  }
}

/** Nobody reads what is added up here, so all rounds of a size share it. */
function scratch(length: number): Uint32Array<ArrayBuffer> {
  const known = scratches.get(length) ?? new Uint32Array(length);
  scratches.set(length, known);
  return known;
}

const scratches = new Map<number, Uint32Array<ArrayBuffer>>();
