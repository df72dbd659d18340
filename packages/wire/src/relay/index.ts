export {
  Mailbox,
  MailboxErasure,
  mailboxErasureBytes,
  MailboxPut,
  mailboxPutBytes,
  MailboxVersion,
} from './mailbox.ts';
export { isEmptyUpdate, isOuterUpdate, splitOuterUpdate } from './outer-update.ts';
export { type RelayMessage, relayMessageFromBytes, relayMessageToBytes } from './relay-message.ts';
export {
  closeCodeOf,
  passesByWaiting,
  relayError,
  type RelayRefusal,
  relayRefusals,
  refusalOfClose,
} from './relay-refusal.ts';
export { RELAY_LIMITS } from './relay-limits.ts';
export { PairingMessage, PairingSide, PairingTurn } from './rendezvous.ts';
export { admissionBytes, idBytes, RelayId } from './room-id.ts';
