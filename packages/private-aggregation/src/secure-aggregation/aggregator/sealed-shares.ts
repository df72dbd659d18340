import type { Bytes } from '../bytes.ts';
import { SEALED_BYTES } from '../masks/sealed-share.ts';
import type { Sealed } from './server-state.ts';

const LENGTH_BYTES = 2;
const RECEIVER_BYTES = 2;
/** A list of none, as a message has it. */
const NO_SHARES: Bytes = new Uint8Array(LENGTH_BYTES);

/**
 * Sealed shares by who drew their receivers, as the messages had them (`messages/shares.ts`): a cohort of a thousand has a
 * hundred thousand, which as objects would be ten times their size. Each is made when it is asked for, and refers to the
 * bytes kept here.
 */
export class SealedShares implements Iterable<[number, readonly Sealed[]]> {
  readonly packed: Map<number, Bytes>;
  /** 0 once nobody is sent them any more. */
  readonly sealedBytes: number;

  /** @param packed by sender: a list of shares as a message has it, with so many bytes sealed in each. */
  constructor(packed = new Map<number, Bytes>(), sealedBytes = SEALED_BYTES) {
    this.packed = packed;
    this.sealedBytes = sealedBytes;
  }

  get size(): number {
    return this.packed.size;
  }

  /** How many receivers a sender drew. */
  drawn(sender: number): number {
    return (this.#listOf(sender).length - LENGTH_BYTES) / this.#record;
  }

  /** @param place in the sender's draw, below `drawn`. */
  receiver(sender: number, place: number): number {
    const bytes = this.#listOf(sender);
    const at = LENGTH_BYTES + place * this.#record;
    return bytes[at] * 256 + bytes[at + 1];
  }

  share(sender: number, place: number): Sealed {
    const at = LENGTH_BYTES + place * this.#record + RECEIVER_BYTES;
    const sealed = this.#listOf(sender).subarray(at, at + this.sealedBytes);
    return { sender, receiver: this.receiver(sender, place), x: place + 1, sealed };
  }

  get(sender: number): readonly Sealed[] | undefined {
    if (!this.packed.has(sender)) return undefined;
    return Array.from({ length: this.drawn(sender) }, (_, place) => this.share(sender, place));
  }

  keys(): Iterable<number> {
    return this.packed.keys();
  }

  *[Symbol.iterator](): Iterator<[number, readonly Sealed[]]> {
    for (const sender of this.packed.keys()) yield [sender, this.get(sender) ?? []];
  }

  /** Who drew whom, without what was sealed. */
  withoutSealed(): SealedShares {
    const packed = new Map<number, Bytes>();
    for (const [sender, bytes] of this.packed) {
      const drawn = this.drawn(sender);
      const kept = new Uint8Array(LENGTH_BYTES + drawn * RECEIVER_BYTES);
      kept.set(bytes.subarray(0, LENGTH_BYTES));
      for (let place = 0; place < drawn; place += 1) {
        const at = LENGTH_BYTES + place * this.#record;
        kept.set(bytes.subarray(at, at + RECEIVER_BYTES), LENGTH_BYTES + place * RECEIVER_BYTES);
      }
      packed.set(sender, kept);
    }
    return new SealedShares(packed, 0);
  }

  #listOf(sender: number): Bytes {
    return this.packed.get(sender) ?? NO_SHARES;
  }

  get #record(): number {
    return RECEIVER_BYTES + this.sealedBytes;
  }
}
