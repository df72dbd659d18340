import { type Bytes, equalBytes } from './bytes.ts';

/** A set of byte strings (public ones: comparing takes as long as they are alike), found again by their first four bytes. */
export class ByteSet {
  readonly #byPrefix = new Map<number, Bytes[]>();

  /** @returns whether it was not there yet. */
  add(bytes: Bytes): boolean {
    const prefix = bytes[0] | (bytes[1] << 8) | (bytes[2] << 16) | (bytes[3] << 24);
    const alike = this.#byPrefix.get(prefix);
    if (alike === undefined) {
      this.#byPrefix.set(prefix, [bytes]);
      return true;
    }
    if (alike.some((other) => equalBytes(other, bytes))) {
      return false;
    }
    alike.push(bytes);
    return true;
  }
}
