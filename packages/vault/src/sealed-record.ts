import { type Bytes, randomBytes, utf8 } from './bytes.ts';
import { pad, unpad } from './padding.ts';

/** Of the database and of every record in it. */
export const FORMAT = 1;

const NONCE_BYTES = 12;

/** Where a record stands. All of it is authenticated with the record, so that none can be passed off as another. */
export interface RecordPlace {
  readonly store: 'log' | 'checkpoints' | 'blobs';
  /** Log: the sequence number. Checkpoint: its generation. Blob: its name. */
  readonly id: number | string;
  /** Log: the sequence number. Checkpoint: the last sequence number it covers. Blob: its revision. */
  readonly sequence: number;
}

/**
 * One record: format (1 byte), nonce (12 random bytes), AES-256-GCM ciphertext and tag of the padded plaintext. The nonce
 * is random because a counter would repeat after a restored backup; 2^32 records under one key keep the chance of
 * a repeat under 2^-32 (NIST SP 800-38D, section 8.3).
 */
export async function sealRecord(
  key: CryptoKey,
  place: RecordPlace,
  plain: Uint8Array,
  least: number,
): Promise<Bytes> {
  const iv = randomBytes(NONCE_BYTES);
  const ciphertext = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: additionalData(place) },
    key,
    pad(plain, least),
  );
  const sealed = new Uint8Array(1 + NONCE_BYTES + ciphertext.byteLength);
  sealed[0] = FORMAT;
  sealed.set(iv, 1);
  sealed.set(new Uint8Array(ciphertext), 1 + NONCE_BYTES);
  return sealed;
}

/** The plaintext; undefined if anything about the record is not as it was sealed. */
export async function openRecord(
  key: CryptoKey,
  place: RecordPlace,
  sealed: unknown,
): Promise<Bytes | undefined> {
  if (!(sealed instanceof Uint8Array) || sealed[0] !== FORMAT) {
    return undefined;
  }
  const bytes = new Uint8Array(sealed.buffer as ArrayBuffer, sealed.byteOffset, sealed.length);
  try {
    const padded = await crypto.subtle.decrypt(
      {
        name: 'AES-GCM',
        iv: bytes.subarray(1, 1 + NONCE_BYTES),
        additionalData: additionalData(place),
      },
      key,
      bytes.subarray(1 + NONCE_BYTES),
    );
    return unpad(new Uint8Array(padded));
  } catch {
    return undefined;
  }
}

const additionalData = ({ store, id, sequence }: RecordPlace): Bytes =>
  utf8(JSON.stringify(['parlour-vault', FORMAT, store, id, sequence]));
