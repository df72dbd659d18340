import { type Bytes, equalBytes, fromUtf8, utf8 } from '@parlour/vault/primitives';

export { type Bytes, equalBytes, fromUtf8, utf8 };

export function concat(...parts: readonly Uint8Array[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Over memory of its own. */
export const owned = (bytes: Uint8Array): Bytes => new Uint8Array(bytes);

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += HEX[byte];
  return text;
}

/** @param text pairs of hex digits. */
export function fromHex(text: string): Bytes {
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++)
    bytes[i] = (digit(text.charCodeAt(2 * i)) << 4) | digit(text.charCodeAt(2 * i + 1));
  return bytes;
}

/** @param code of a character of 0-9, a-f or A-F. */
const digit = (code: number): number => (code & 15) + (code > 57 ? 9 : 0);
