import { admissionBytes, idBytes } from '@parlour/wire/relay';
import { type Bytes, fromHex, toHex } from '../bytes.ts';
import { SIZES, type SyncSuite } from '../suite/sync-suite.ts';
import type { EpochId } from './epoch-key.ts';

/** One outer document: where sealed updates of one epoch lie. */
export interface Room {
  /** 16 bytes in hex, the hash of the admission key: random to whoever has not the epoch's key, and nobody else's to take. */
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
  const admissionSeed = derive('admission', SIZES.seed);
  return {
    id: toHex(suite.sha256(idBytes('room', suite.signingPublic(admissionSeed))).slice(0, 16)),
    epoch,
    generation,
    sealingKey: derive('sealing', SIZES.key),
    admissionSeed,
  };
}

/**
 * The signature that the relay asks for before it lets anybody into a room.
 * @param challenge fresh, of the relay's making. @param origin of the relay that was dialled.
 */
export const signAdmission = (
  suite: SyncSuite,
  { id, admissionSeed }: Room,
  challenge: Uint8Array,
  origin: string,
): Bytes => suite.sign(admissionSeed, suite.sha256(admissionBytes(fromHex(id), challenge, origin)));
