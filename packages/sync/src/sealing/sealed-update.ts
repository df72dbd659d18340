import { pad, padme, unpad } from '@parlour/vault/primitives';
import { type Bytes, concat, fromHex, owned, utf8 } from '../bytes.ts';
import type { DeviceId, DeviceKeys } from '../keys/device-keys.ts';
import type { Room } from '../keys/room.ts';
import { SIZES, type SyncSuite, type Tools } from '../suite/sync-suite.ts';
import { syncError } from '../sync-error.ts';
import { MOST_PAYLOAD_BYTES, type Payload, payloadFromBytes, payloadToBytes } from './payload.ts';

/** Of everything that devices send each other. There is no other, and none is accepted. */
export const FORMAT = 1;

/** No payload is padded to less: most edits are of one size. */
export const LEAST_PADDED_BYTES = 512;

const SEQUENCE_BYTES = 4;
const SEALED_AT = 1 + SEQUENCE_BYTES + SIZES.hash + SIZES.nonce;
const OVERHEAD = SEALED_AT + SIZES.tag + SIZES.signature;
/** Checked before anything is decoded. */
export const MOST_SEALED_BYTES = OVERHEAD + padme(4 + MOST_PAYLOAD_BYTES);

/** Where an update stands; all of it is authenticated. Room, epoch and device follow from where it lies and are not sent. */
export interface Place {
  readonly room: Room;
  readonly device: DeviceId;
  /** From 1, within the room. */
  readonly sequence: number;
  /** Hash of the device's update before, `beginning` for the first. */
  readonly previous: Bytes;
}

export interface SealedUpdate {
  readonly sequence: number;
  readonly hash: Bytes;
  /**
   * Format (1 byte), sequence (4, big-endian), hash of the one before (32), nonce (24), XChaCha20-Poly1305 ciphertext and tag of
   * the padded payload, Ed25519 signature (64) over the SHA-256 of everything before it and of the place.
   */
  readonly bytes: Bytes;
}

export interface OpenedUpdate {
  readonly device: DeviceId;
  readonly sequence: number;
  readonly previous: Bytes;
  readonly hash: Bytes;
  readonly payload: Payload;
}

/** What the first update of a device in a room has for a hash of the one before. */
export const beginning: Bytes = new Uint8Array(SIZES.hash);

/**
 * Padded with zeros to the larger of 512 bytes and PADME (Nikitin et al., PETS 2019), so that a size on the wire tells O(log log)
 * bits. The nonce is random: 192 bits do not repeat.
 *
 * @throws ParlourError `sync/too-large`
 */
export function sealUpdate(
  { suite, random }: Tools,
  keys: DeviceKeys,
  place: Omit<Place, 'device'>,
  payload: Payload,
): SealedUpdate {
  const plain = payloadToBytes(payload);
  if (plain.length > MOST_PAYLOAD_BYTES) throw syncError('too-large');
  const nonce = random(SIZES.nonce);
  const bound = boundTo({ ...place, device: keys.id });
  const sealed = suite.seal(place.room.sealingKey, nonce, pad(plain, LEAST_PADDED_BYTES), bound);
  const unsigned = concat(Uint8Array.of(FORMAT), uint32(place.sequence), place.previous, nonce, sealed);
  const bytes = concat(unsigned, suite.sign(keys.signingSeed, suite.sha256(bound, unsigned)));
  return { sequence: place.sequence, hash: suite.sha256(bound, bytes), bytes };
}

/** Undefined if anything about it is not as `device` sealed it in this room. */
export function openUpdate(
  suite: SyncSuite,
  room: Room,
  device: DeviceId,
  bytes: Uint8Array,
): OpenedUpdate | undefined {
  const header = readHeader(bytes);
  if (header === undefined) return undefined;
  const { sequence, previous } = header;
  const bound = boundTo({ room, device, sequence, previous });
  const unsigned = bytes.subarray(0, -SIZES.signature);
  const signature = bytes.subarray(-SIZES.signature);
  if (!suite.verify(fromHex(device), suite.sha256(bound, unsigned), signature)) return undefined;
  const nonce = bytes.subarray(SEALED_AT - SIZES.nonce, SEALED_AT);
  const padded = suite.open(room.sealingKey, nonce, unsigned.subarray(SEALED_AT), bound);
  const plain = padded && unpad(padded);
  const payload = plain && payloadFromBytes(plain);
  return payload && { device, sequence, previous, hash: suite.sha256(bound, bytes), payload };
}

/** The part in the clear; undefined for what is of another format or size. Tells nothing about who wrote it. */
export function readHeader(bytes: Uint8Array): Pick<Place, 'sequence' | 'previous'> | undefined {
  if (bytes.length < OVERHEAD + LEAST_PADDED_BYTES || bytes.length > MOST_SEALED_BYTES || bytes[0] !== FORMAT)
    return undefined;
  const sequence = new DataView(bytes.buffer, bytes.byteOffset).getUint32(1);
  return { sequence, previous: owned(bytes.subarray(1 + SEQUENCE_BYTES, 1 + SEQUENCE_BYTES + SIZES.hash)) };
}

/** Sizes on the wire that payloads of so many bytes have. */
export const sealedSize = (payloadBytes: number): number =>
  OVERHEAD + Math.max(LEAST_PADDED_BYTES, padme(4 + payloadBytes));

const boundTo = ({ room, device, sequence, previous }: Place): Bytes =>
  concat(
    utf8('parlour-sync/update'),
    Uint8Array.of(FORMAT),
    fromHex(room.id),
    fromHex(room.epoch),
    uint32(room.generation),
    fromHex(device),
    uint32(sequence),
    previous,
  );

function uint32(value: number): Bytes {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}
