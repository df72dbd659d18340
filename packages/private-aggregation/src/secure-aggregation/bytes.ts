/** Bytes over memory of their own, as WebCrypto wants them. */
export type Bytes = Uint8Array<ArrayBuffer>;

const encoder = new TextEncoder();

export const utf8 = (text: string): Bytes => encoder.encode(text);

export function concat(...parts: readonly Uint8Array[]): Bytes {
  let length = 0;
  for (const part of parts) {
    length += part.length;
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Not in constant time: for public bytes only. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) {
    return false;
  }
  for (let i = 0; i < a.length; i += 1) {
    if (a[i] !== b[i]) {
      return false;
    }
  }
  return true;
}

/** Big-endian, as everything on the wire but packed words. */
export function uint32Bytes(...values: readonly number[]): Bytes {
  const bytes = new Uint8Array(4 * values.length);
  for (let i = 0; i < bytes.length; i += 1) {
    bytes[i] = values[i >> 2] >>> (24 - 8 * (i & 3));
  }
  return bytes;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 1) {
    text += HEX[bytes[i]];
  }
  return text;
}

/** @param text pairs of hex digits, checked by the schema it came through. */
export const fromHex = (text: string): Bytes =>
  Uint8Array.from({ length: text.length / 2 }, (_, i) => Number.parseInt(text.slice(2 * i, 2 * i + 2), 16));

/** Overwrites secrets that are done with. JavaScript may have moved copies; see THREATS.md. */
export function zero(...secrets: readonly (Uint8Array | Uint32Array)[]): void {
  for (const secret of secrets) {
    secret.fill(0);
  }
}
