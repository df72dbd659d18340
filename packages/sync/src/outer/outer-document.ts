import { isOuterUpdate, RELAY_LIMITS } from '@parlour/wire/relay';
import * as Y from 'yjs';
import { equalBytes } from '../bytes.ts';
import type { DeviceId } from '../keys/device-keys.ts';
import type { Found } from '../replica/found.ts';
import { MOST_SEALED_BYTES, readHeader, type SealedUpdate } from '../sealing/sealed-update.ts';

/** A yjs update of the outer document may hold several sealed ones, and no more than this. */
export const MOST_OUTER_BYTES = 2 * MOST_SEALED_BYTES;

/** Bytes that lie in one room at most: four times what our relay takes, for others may count otherwise. */
const MOST_HELD_BYTES = 4 * RELAY_LIMITS.roomBytes;

/** Root types are named after devices. */
const DEVICE = /^[0-9a-f]{64}$/;

/**
 * The outer document of one room, for one session: what any y-websocket server can carry. One Y.Array a device, of sealed updates and
 * nothing else. It is a mailbox and no store: each device fills its own array from its log and empties it from the front; what the relay
 * deletes there changes nothing that was received. Its client id is new in every session, and nothing of it is kept.
 */
export class OuterDocument {
  readonly document = new Y.Doc();
  readonly #taken = new WeakSet<Uint8Array>();
  /** What lies there, and what of the log it was found to be: a checkpoint is long, and compared once. */
  readonly #same = new WeakMap<Uint8Array, Uint8Array>();
  readonly #mostHeld: number;
  /** Bytes that came since it was last reckoned what is held, and that. */
  #held = 0;

  /** @param mostHeld bytes that it holds at most. */
  constructor(mostHeld = MOST_HELD_BYTES) {
    this.#mostHeld = mostHeld;
  }

  /**
   * From the relay. False, and yjs decodes nothing, if it is too large, too much with what is held, or anything but sealed updates: in yjs, seven
   * bytes can stand for a quarter of a gigabyte. False if it cannot be decoded.
   */
  apply(update: Uint8Array, origin?: unknown): boolean {
    if (update.length > MOST_OUTER_BYTES || !isOuterUpdate(update) || !this.#hasSpaceFor(update))
      return false;
    try {
      Y.applyUpdate(this.document, update, origin);
      return true;
    } catch {
      return false;
    }
  }

  /**
   * Makes the device's own array hold its log: adds what the log has and the array has not, takes out what a checkpoint covers and
   * whatever else somebody has put there. What others' arrays hold is theirs.
   */
  publish(device: DeviceId, log: readonly SealedUpdate[], coveredUpTo: number): void {
    const own = this.document.getArray<unknown>(device);
    this.document.transact(() => {
      const wanted = new Map(
        log.filter(({ sequence }) => sequence > coveredUpTo).map((one) => [one.sequence, one]),
      );
      for (let i = own.length - 1; i >= 0; i--) {
        const lying = own.get(i);
        const sequence = lying instanceof Uint8Array ? readHeader(lying)?.sequence : undefined;
        const mine = sequence === undefined ? undefined : wanted.get(sequence);
        if (mine !== undefined && lying instanceof Uint8Array && this.#isSame(lying, mine.bytes))
          wanted.delete(mine.sequence);
        else own.delete(i, 1);
      }
      const missing = [...wanted.values()].sort((a, b) => a.sequence - b.sequence);
      if (missing.length > 0) own.push(missing.map(({ bytes }) => bytes));
    });
  }

  /** Everything that lies there and was not given before. What the replica gives back is given again after `again`. */
  found(): Found[] {
    const found: Found[] = [];
    for (const device of this.document.share.keys()) {
      if (!DEVICE.test(device)) continue;
      for (const bytes of this.document.getArray<unknown>(device)) {
        if (!(bytes instanceof Uint8Array) || this.#taken.has(bytes)) continue;
        this.#taken.add(bytes);
        found.push({ device, bytes });
      }
    }
    return found;
  }

  again(found: readonly Found[]): void {
    for (const { bytes } of found) this.#taken.delete(bytes);
  }

  #hasSpaceFor({ length }: Uint8Array): boolean {
    // What was taken out is gone: it is reckoned anew only where it could matter.
    if (this.#held + length > this.#mostHeld) this.#held = Y.encodeStateAsUpdate(this.document).length;
    if (this.#held + length > this.#mostHeld) return false;
    this.#held += length;
    return true;
  }

  #isSame(lying: Uint8Array, mine: Uint8Array): boolean {
    if (this.#same.get(lying) === mine) return true;
    const isSame = equalBytes(lying, mine);
    if (isSame) this.#same.set(lying, mine);
    return isSame;
  }
}
