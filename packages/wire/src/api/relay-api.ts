import * as v from 'valibot';
import { Mailbox, MailboxErasure, MailboxPut, MailboxVersion } from '../relay/mailbox.ts';
import { PairingMessage, PairingSide, PairingTurn } from '../relay/rendezvous.ts';
import { RelayId } from '../relay/room-id.ts';
import { apiRoutes } from './api-route.ts';

const ofMailbox = ['relay/not-a-writer', 'relay/mailbox-changed', 'http/too-many'];
const params = v.strictObject({ id: RelayId });
const turn = v.strictObject({
  id: RelayId,
  side: PairingSide,
  turn: PairingTurn,
});

/** What a person's own devices speak with a relay. None of it tells the relay what they say to each other. */
export const relayApi = apiRoutes({
  'GET /api/sync/rooms/:id': {
    tag: 'sync',
    summary: 'Enter a room, over a WebSocket',
    description:
      'Its messages are binary, those of y-websocket with an admission before them: `packages/wire/src/relay/relay-message.ts`. The relay closes with a code from 4400 on that says why (`relay-refusal.ts`).',
    params,
    upgrades: 'The WebSocket is open.',
    problems: ['relay/not-a-socket', 'relay/too-many-connections'],
  },
  'GET /api/sync/mailboxes/:id': {
    tag: 'sync',
    summary: 'Look into a mailbox',
    description: 'For whoever has the recovery words. One that is not there is empty.',
    params,
    answer: Mailbox,
    problems: ['http/too-many'],
  },
  'POST /api/sync/mailboxes/:id': {
    tag: 'sync',
    summary: 'Put a letter into a mailbox, and say who may write to it from now on',
    params,
    body: MailboxPut,
    answer: MailboxVersion,
    problems: [...ofMailbox, 'relay/mailbox-full'],
  },
  'POST /api/sync/mailboxes/:id/erase': {
    tag: 'sync',
    summary: 'Forget a mailbox',
    params,
    body: MailboxErasure,
    problems: ofMailbox,
  },
  'POST /api/sync/rendezvous/:id/:side/:turn': {
    tag: 'sync',
    summary: 'Say something in a pairing',
    description:
      'The same again is acknowledged again. Nothing is kept for more than two minutes from the first message on.',
    params: turn,
    body: PairingMessage,
    problems: ['relay/said-already', 'relay/pairing-over', 'http/too-many'],
  },
  'GET /api/sync/rendezvous/:id/:side/:turn': {
    tag: 'sync',
    summary: 'Wait for what this side says in a pairing',
    description: 'Answers once it has been said, or 204 after half a minute: then it is asked again.',
    params: turn,
    answer: PairingMessage,
    mayBeEmpty: true,
    problems: ['relay/pairing-over', 'http/too-many'],
  },
});
