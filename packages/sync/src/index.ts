export { EventShards } from './document/event-shards.ts';
export { NamedDevice } from './document/named-device.ts';
export { type SettingValue, SharedRecord } from './document/shared-record.ts';
export { type DeviceCard, type DeviceId, type DeviceKeys, newDeviceKeys } from './keys/device-keys.ts';
export { type RecoveryKeys, recoveryKeysOf } from './keys/recovery-keys.ts';
export { type Room, signAdmission } from './keys/room.ts';
export { type Group } from './membership/group.ts';
export { MOST_OUTER_BYTES, OuterDocument } from './outer/outer-document.ts';
export { beginAsHost, type Host, hostStep, welcomeNewcomer } from './pairing/host.ts';
export { beginAsNewcomer, type Newcomer, newcomerStep } from './pairing/newcomer.ts';
export { type PairingCode, readPairingCode, toQrText, toWords } from './pairing/pairing-code.ts';
export { PAIRING_LIFETIME, rendezvousOf } from './pairing/pairing-keys.ts';
export { foundReplica, joinReplica, openReplica } from './replica/open-replica.ts';
export type { Found } from './replica/found.ts';
export type { Obstacle } from './replica/obstacle.ts';
export { type Outgoing, Replica } from './replica/replica.ts';
export { ReplicaChanges, type ToStore } from './replica/replica-changes.ts';
export { type ReplicaState, stateToBytes } from './replica/replica-state.ts';
export { type MoveReason } from './session/move-on-watch.ts';
export { SyncSession } from './session/sync-session.ts';
export { type Blockage, type SyncStatus } from './session/sync-status.ts';
export { writeLetter } from './recovery/letter.ts';
export { recoverReplica } from './recovery/recover-replica.ts';
export { sodiumSuite } from './suite/sodium-suite.ts';
export type { Random, SyncSuite, Tools } from './suite/sync-suite.ts';
export { connectRoom, type ConnectedRoom } from './transport/connect-room.ts';
export { linkTools, type LinkTools } from './transport/link-tools.ts';
export {
  eraseMailbox,
  lettersIn,
  type MailboxPlace,
  type MailboxSigner,
  putIntoMailbox,
} from './transport/mailbox.ts';
export { type RelayAddress, relayAddress } from './transport/relay-address.ts';
export { hearInPairing, type PairingPlace, sayInPairing } from './transport/rendezvous.ts';
export { fromRelay, type LinkStatus, type RoomLink } from './transport/room-link.ts';
export { syncError, type SyncErrorName } from './sync-error.ts';
