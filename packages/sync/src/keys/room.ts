import { type Bytes, fromHex, toHex } from '../bytes.ts';
import { SIZES, type SyncSuite } from '../suite/sync-suite.ts';
import type { EpochId } from './epoch-key.ts';

/** One outer document: where sealed updates of one epoch lie. */
export interface Room {
  /** 16 bytes in hex: random to whoever has not the epoch's key. */
  readonly id: string;
  readonly epoch: EpochId;
  /** Counts the outer documents that were begun anew within the epoch, because one before was tampered with. */
  readonly generation: number;
  /** XChaCha20-Poly1305. */
  readonly sealingKey: Bytes;
  /** Ed25519: who signs the relay's challenge with it has the epoch's key. */
  readonly admissionSeed: Bytes;
}

/** Rooms follow from the epoch's key, so that all members find the same ones without asking anybody. */
export function roomOf(suite: SyncSuite, epoch: EpochId, epochKey: Bytes, generation: number): Room {
  const derive = (purpose: string, length: number): Bytes =>
    suite.derive(epochKey, `room/${epoch}/${generation}/${purpose}`, length);
  return {
    id: toHex(derive('id', 16)),
    epoch,
    generation,
    sealingKey: derive('sealing', SIZES.key),
    admissionSeed: derive('admission', SIZES.seed),
  };
}

/** The signature that the relay asks for before it lets anybody into a room. @param challenge fresh, of the relay's making. */
export const signAdmission = (suite: SyncSuite, room: Room, challenge: Uint8Array): Bytes =>
  suite.sign(room.admissionSeed, admissionBytes(suite, room.id, challenge));

/** What is signed: bound to its purpose, and to the room. */
export const admissionBytes = (suite: SyncSuite, roomId: string, challenge: Uint8Array): Bytes =>
  suite.sha256(new TextEncoder().encode('parlour-sync/1/admission'), fromHex(roomId), challenge);
