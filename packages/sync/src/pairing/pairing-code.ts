import { wordlist } from '@scure/bip39/wordlists/english.js';
import { type Bytes, concat, equalBytes, utf8 } from '../bytes.ts';
import type { SyncSuite, Tools } from '../suite/sync-suite.ts';
import { syncError } from '../sync-error.ts';

const SECRET_BYTES = 10;
const FINGERPRINT_BYTES = 32;
const PREFIX = 'PARLOUR-PAIR-1:';
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** What the new device shows and the other one reads, by camera or by hand. For two minutes, and once. */
export interface PairingCode {
  /** 80 random bits that the relay never sees. */
  readonly secret: Bytes;
  /** SHA-256 of the new device's one-time public key; only the QR code has room for it. */
  readonly fingerprint?: Bytes;
}

export const newSecret = ({ random }: Tools): Bytes => random(SECRET_BYTES);

/** The text of the QR code, in its alphanumeric mode. */
export const toQrText = ({ secret, fingerprint }: Required<PairingCode>): string =>
  `${PREFIX}${toBase32(concat(secret, fingerprint))}`;

/** Eight words of the BIP39 list: the secret, and eight bits that tell a wrong word. */
export function toWords(suite: SyncSuite, { secret }: PairingCode): string[] {
  const bytes = concat(secret, checkOf(suite, secret));
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  return Array.from(
    { length: 8 },
    (_, i) => wordlist[Number((bits >> BigInt(11 * (7 - i))) & 2047n)] as string,
  );
}

/** Of QR text or of eight words, whatever their case and spacing. @throws ParlourError `sync/not-a-code` */
export function readPairingCode(suite: SyncSuite, text: string): PairingCode {
  const trimmed = text.trim();
  return trimmed.toUpperCase().startsWith(PREFIX)
    ? fromQrText(trimmed.toUpperCase().slice(PREFIX.length))
    : fromWords(suite, trimmed);
}

function fromQrText(text: string): PairingCode {
  const bytes = fromBase32(text);
  if (bytes?.length !== SECRET_BYTES + FINGERPRINT_BYTES) throw syncError('not-a-code');
  return { secret: bytes.slice(0, SECRET_BYTES), fingerprint: bytes.slice(SECRET_BYTES) };
}

function fromWords(suite: SyncSuite, text: string): PairingCode {
  const words = text
    .normalize('NFKD')
    .toLowerCase()
    .split(/[\s,]+/);
  const indices = words.map((word) => wordlist.indexOf(word));
  if (words.length !== 8 || indices.includes(-1)) throw syncError('not-a-code');
  let bits = 0n;
  for (const index of indices) bits = (bits << 11n) | BigInt(index);
  const bytes = Uint8Array.from({ length: 11 }, (_, i) => Number((bits >> BigInt(8 * (10 - i))) & 255n));
  const secret = bytes.slice(0, SECRET_BYTES);
  if (!equalBytes(bytes.subarray(SECRET_BYTES), checkOf(suite, secret))) throw syncError('not-a-code');
  return { secret };
}

const checkOf = (suite: SyncSuite, secret: Bytes): Bytes =>
  suite.sha256(utf8('parlour-sync/1/words'), secret).slice(0, 1);

function toBase32(bytes: Bytes): string {
  let text = '';
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) text += BASE32[(held >> (bits - 5)) & 31];
    held &= 255;
  }
  return bits > 0 ? text + BASE32[(held << (5 - bits)) & 31] : text;
}

function fromBase32(text: string): Bytes | undefined {
  const bytes: number[] = [];
  let held = 0;
  let bits = 0;
  for (const letter of text) {
    const value = BASE32.indexOf(letter);
    if (value === -1) return undefined;
    held = ((held << 5) | value) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >> bits) & 255);
    }
  }
  return Uint8Array.from(bytes);
}
