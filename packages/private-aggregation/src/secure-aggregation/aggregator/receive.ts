import { demand } from '../../refusal.ts';
import type { ByteReader } from '../byte-reader.ts';
import { type Bytes, toHex } from '../bytes.ts';
import { openAdvertisement } from '../messages/advertisement.ts';
import { type Header, type Kind, openMessage, readHeader, signatureOf } from '../messages/signed-message.ts';
import { isTagged, openTagged } from '../messages/tagged-message.ts';
import { receiveAdvertisement } from './receive-advertisement.ts';
import { receiveConfirmation } from './receive-confirmation.ts';
import { receiveDraw } from './receive-draw.ts';
import { receiveReport } from './receive-report.ts';
import { receiveShares } from './receive-shares.ts';
import { receiveUnmasking } from './receive-unmasking.ts';
import type { Aborted, Advertising, Released, ServerState, ServerTools } from './server-state.ts';

export interface Received {
  readonly state: ServerState;
  /** `repeated`: the very message was accepted before, and nothing has changed. */
  readonly outcome: 'accepted' | 'repeated';
  /** The device's index in the round. */
  readonly sender: number;
  /** Its one-time key. */
  readonly signingKey: Bytes;
  /** To a draw: the keys asked for. */
  readonly reply?: Bytes;
}

type Running = Exclude<ServerState, Released | Aborted>;
type Committed = Exclude<Running, Advertising>;

/**
 * One step of the aggregator's machine: a message from a device, in whatever order, however often. Steps of one round
 * are taken one after the other.
 * @throws ParlourError `aggregation/round-over` for a leg that is closed, `-out-of-turn` for one that is not open yet,
 * `-second-answer` for a message that differs from an accepted one, `-unknown-sender`, and what each leg refuses. The
 * state is then as it was.
 */
export async function serverReceive(
  tools: ServerTools,
  state: ServerState,
  message: Bytes,
): Promise<Received> {
  demand(state.phase !== 'released' && state.phase !== 'aborted', 'round-over');
  const header = readHeader(message);
  if (header.kind === 'advertisement') {
    return receiveKeys(tools, state, message);
  }
  demand(state.phase !== 'advertising', 'out-of-turn', header.kind);
  return receiveAnswer(tools, state, header, message);
}

async function receiveKeys(tools: ServerTools, state: Running, message: Bytes): Promise<Received> {
  const keys = await openAdvertisement(tools.suite, message, state.setupContext);
  const { signingKey } = keys;
  const known = state.indices.get(toHex(signingKey));
  if (known !== undefined) {
    isRepeated(state, 'advertisement', known, message);
    return { state, outcome: 'repeated', sender: known, signingKey };
  }
  demand(state.phase === 'advertising', 'round-over', 'advertisement');
  const sender = await receiveAdvertisement(tools, state, message, keys);
  state.answered.set(`advertisement ${sender}`, toHex(signatureOf(message)));
  return { state, outcome: 'accepted', sender, signingKey };
}

async function receiveAnswer(
  tools: ServerTools,
  state: Committed,
  { kind, sender }: Header,
  message: Bytes,
): Promise<Received> {
  const { context, clients, answered } = state;
  demand(sender < clients.length, 'unknown-sender');
  const { keys, channelKey } = clients[sender];
  const { signingKey } = keys;
  const body = isTagged(kind)
    ? await openTagged(tools.suite, message, { kind, context, sender }, channelKey)
    : await openMessage(tools.suite, message, { kind, context, sender }, signingKey);
  if (kind === 'draw' && state.phase === 'sharing') {
    const reply = await receiveDraw(tools, state, sender, body);
    return { state, outcome: 'accepted', sender, signingKey, reply };
  }
  if (isRepeated(state, kind, sender, message)) {
    return { state, outcome: 'repeated', sender, signingKey };
  }
  take(state, kind, sender, body, signatureOf(message));
  answered.set(`${kind} ${sender}`, toHex(signatureOf(message)));
  return { state, outcome: 'accepted', sender, signingKey };
}

/** @throws ParlourError `aggregation/second-answer` if another message of the kind was accepted from the sender. */
function isRepeated({ answered }: Running, kind: Kind, sender: number, message: Bytes): boolean {
  const before = answered.get(`${kind} ${sender}`);
  demand(before === undefined || before === toHex(signatureOf(message)), 'second-answer', kind);
  return before !== undefined;
}

function take(state: Committed, kind: Kind, sender: number, body: ByteReader, signature: Bytes): void {
  const leg = LEGS.indexOf(kind);
  const open = state.phase === 'adding' ? LEGS.length : LEGS.indexOf(AWAITED[state.phase]);
  demand(leg !== -1 && leg <= open, 'out-of-turn', kind);
  demand(state.phase !== 'adding' && leg === open, 'round-over', kind);
  switch (state.phase) {
    case 'sharing':
      return receiveShares(state, sender, body);
    case 'reporting':
      return receiveReport(state, sender, body);
    case 'confirming':
      return receiveConfirmation(state, sender, body, signature);
    case 'unmasking':
      return receiveUnmasking(state, sender, body);
  }
}

/** What devices send, in order. */
const LEGS: readonly Kind[] = ['draw', 'shares', 'report', 'confirmation', 'unmasking'];
const AWAITED = {
  sharing: 'shares',
  reporting: 'report',
  confirming: 'confirmation',
  unmasking: 'unmasking',
} as const satisfies Record<Exclude<Committed['phase'], 'adding'>, Kind>;
