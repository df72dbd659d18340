import type { Bytes } from '../bytes.ts';
import { type Received, serverReceive } from './receive.ts';
import type { ServerState, ServerTools } from './server-state.ts';

/** What is known of a message that the open leg would take. */
export interface Checked extends Pick<Received, 'reply'> {
  /** The device's one-time key. */
  readonly signingKey: Bytes;
  /** Its index in the round; none before the keys are committed. */
  readonly sender: number | undefined;
}

/**
 * Whether the open leg would take a message as the first from its sender, without changing the state: for a replica that
 * stores messages, whose order and number others see to. The state is that of the leg's beginning.
 * @throws ParlourError as `serverReceive`.
 */
export async function checkMessage(tools: ServerTools, state: ServerState, message: Bytes): Promise<Checked> {
  const { state: after, sender, reply } = await serverReceive(tools, blank(state), message);
  if (after.phase === 'released' || after.phase === 'aborted') throw new TypeError('a message ends no round');
  const { signingKey } = after.clients[sender].keys;
  return { signingKey, sender: after.phase === 'advertising' ? undefined : sender, reply };
}

/** The same leg with nothing collected in it, for one message to be put in and thrown away. */
function blank(state: ServerState): ServerState {
  switch (state.phase) {
    case 'advertising':
      return {
        ...state,
        answered: new Map(),
        clients: [],
        indices: new Map(),
        keysInUse: new Set(),
      };
    case 'sharing':
      return { ...state, answered: new Map(), sealedBy: new Map() };
    case 'reporting':
      return { ...state, answered: new Map(), reported: new Set(), sum: scratch(state.sum.length) };
    case 'confirming':
      return { ...state, answered: new Map(), confirmations: new Map() };
    case 'unmasking':
      return { ...state, answered: new Map(), opened: new Map() };
    default:
      return state;
  }
}

/** Nobody reads what is added up here, so all rounds of a size share it. */
function scratch(length: number): Uint32Array<ArrayBuffer> {
  const known = scratches.get(length) ?? new Uint32Array(length);
  scratches.set(length, known);
  return known;
}

const scratches = new Map<number, Uint32Array<ArrayBuffer>>();
