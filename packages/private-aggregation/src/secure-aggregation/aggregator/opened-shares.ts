import type { Bytes } from '../bytes.ts';
import { SECRET_BYTES, type Share } from '../shamir/shamir.ts';

const RECORD_BYTES = 1 + SECRET_BYTES;
const FIRST_RECORDS = 16;

/**
 * Opened shares by owner, packed as `SealedShares` are and for the same reason: x, then y, one share after the other, and
 * behind them room for more.
 */
export class OpenedShares implements Iterable<[number, readonly Share[]]> {
  readonly #counts = new Map<number, number>();
  readonly #packed: Map<number, Bytes>;

  /** @param packed by owner, without room for more. */
  constructor(packed = new Map<number, Bytes>()) {
    this.#packed = packed;
    for (const [owner, { length }] of packed) this.#counts.set(owner, length / RECORD_BYTES);
  }

  add(owner: number, { x, y }: Share): void {
    const count = this.count(owner);
    const bytes = this.#roomFor(owner, count);
    bytes[count * RECORD_BYTES] = x;
    bytes.set(y, count * RECORD_BYTES + 1);
    this.#counts.set(owner, count + 1);
  }

  count(owner: number): number {
    return this.#counts.get(owner) ?? 0;
  }

  /** In the order in which they were opened; they refer to the bytes kept here. */
  get(owner: number): readonly Share[] | undefined {
    const bytes = this.#packed.get(owner);
    if (bytes === undefined) return undefined;
    return Array.from({ length: this.count(owner) }, (_, i) => {
      const at = i * RECORD_BYTES;
      return { x: bytes[at], y: bytes.subarray(at + 1, at + RECORD_BYTES) };
    });
  }

  *[Symbol.iterator](): Iterator<[number, readonly Share[]]> {
    for (const owner of this.#packed.keys()) yield [owner, this.get(owner) ?? []];
  }

  /** As the constructor takes it. */
  packed(): [owner: number, shares: Bytes][] {
    return Array.from(this.#packed, ([owner, bytes]) => [
      owner,
      bytes.subarray(0, this.count(owner) * RECORD_BYTES),
    ]);
  }

  #roomFor(owner: number, count: number): Bytes {
    const before = this.#packed.get(owner);
    if (before && before.length > count * RECORD_BYTES) return before;
    const bytes = new Uint8Array(Math.max(FIRST_RECORDS, 2 * count) * RECORD_BYTES);
    if (before) bytes.set(before);
    this.#packed.set(owner, bytes);
    return bytes;
  }
}
