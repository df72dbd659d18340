/**
 * What a relay takes at most. All of it is checked before anything is decoded; devices keep to the same numbers, so that none of them
 * meets a limit by surprise.
 */
export const RELAY_LIMITS = {
  /** Bytes of one sealed update: format, head and signature (141) around 512 to 17,301,504 padded bytes. */
  leastSealedBytes: 653,
  mostSealedBytes: 17_301_645,
  /** Bytes of one message to or from a relay: a sealed update and what is around it. */
  messageBytes: 18 * 2 ** 20,
  /** Bytes of a state vector: one client a session of a device, some 10 bytes each. */
  stateVectorBytes: 2 ** 18,
  /** Structs of yjs in one message, and ranges of its delete set: each costs memory however small it is. */
  structs: 65_536,
  /** Bytes of a room: what devices have not emptied yet. */
  roomBytes: 64 * 2 ** 20,
  /** Devices that may write to a mailbox, and bytes of one's letter. */
  writers: 32,
  letterBytes: 2 ** 20,
  /** Bytes of all letters of a mailbox: its devices write about the same. */
  mailboxBytes: 4 * 2 ** 20,
  /** Bytes of a message of a pairing, and milliseconds from the first one until nothing of it is kept. */
  pairingBytes: 2 ** 20,
  pairingMs: 120_000,
} as const;
