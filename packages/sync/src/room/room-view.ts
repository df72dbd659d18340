import { type Bytes, equalBytes } from '../bytes.ts';
import type { DeviceId } from '../keys/device-keys.ts';
import type { Heads } from '../sealing/heads.ts';
import { beginning, type OpenedUpdate } from '../sealing/sealed-update.ts';

/** Updates of one device that wait for those before them; more are left where they lie until there is room. */
const MOST_WAITING = 4096;

/** Updates of a device are missing: somebody has seen `claimed`, this device only `seen`. */
export interface Gap {
  readonly device: DeviceId;
  readonly seen: number;
  readonly claimed: number;
}

/** Why a device is believed nothing more in this room: two updates stand in one place. */
export interface Fork {
  readonly device: DeviceId;
  readonly sequence: number;
}

export interface RoomViewState {
  readonly heads: Heads;
  /** By device, hash of every update seen since the last checkpoint, by sequence number. */
  readonly hashes: Readonly<Record<DeviceId, [sequence: number, hash: Bytes][]>>;
  readonly claims: Heads;
  readonly forks: Fork[];
  /** Of the checkpoint accepted last: what it covers. */
  readonly covered?: Heads | undefined;
}

/**
 * What a device has seen in one room: every device's updates as a hash chain, each believed once, in order. Compares what
 * everybody says they have seen with what was seen here: that is how an update withheld, or another shown in its place, is
 * noticed. No cryptography: what comes here has been opened.
 */
export class RoomView {
  readonly #heads = new Map<DeviceId, { sequence: number; hash: Bytes }>();
  readonly #hashes = new Map<DeviceId, Map<number, Bytes>>();
  readonly #claims = new Map<DeviceId, { sequence: number; hash: Bytes }>();
  readonly #forks = new Map<DeviceId, Fork>();
  readonly #waiting = new Map<DeviceId, Map<number, OpenedUpdate>>();
  #covered: Heads | undefined;

  constructor(state?: RoomViewState) {
    if (state === undefined) return;
    for (const [device, head] of Object.entries(state.heads)) this.#heads.set(device, { ...head });
    for (const [device, list] of Object.entries(state.hashes)) this.#hashes.set(device, new Map(list));
    for (const [device, head] of Object.entries(state.claims)) this.#claims.set(device, { ...head });
    for (const fork of state.forks) this.#forks.set(fork.device, fork);
    this.#covered = state.covered;
  }

  /**
   * Takes one update in. Gives back the updates that may be applied now, in order: none for one that was seen before, that comes
   * too early or that contradicts another.
   */
  receive(update: OpenedUpdate): OpenedUpdate[] {
    const { device, sequence, hash } = update;
    if (this.#forks.has(device) || this.#isKnown(update)) return [];
    for (const [other, head] of Object.entries(update.payload.heads)) this.#claim(other, head);
    const head = this.head(device);
    if (sequence > head.sequence + 1 && update.payload.isCheckpoint !== true) {
      this.#wait(update);
      return [];
    }
    if (sequence === head.sequence + 1 && !equalBytes(update.previous, head.hash)) {
      this.#fork(device, sequence);
      return [];
    }
    const ready = [update];
    this.#advance(device, sequence, hash);
    if (update.payload.isCheckpoint === true) this.#cover(update);
    return [...ready, ...this.#drain()];
  }

  /** The last update of a device that was applied. */
  head(device: DeviceId): { readonly sequence: number; readonly hash: Bytes } {
    return this.#heads.get(device) ?? { sequence: 0, hash: beginning };
  }

  /** Up to which of a device's updates others say to have seen, of those whose updates were taken. */
  claimed(device: DeviceId): number {
    return this.#claims.get(device)?.sequence ?? 0;
  }

  heads(): Heads {
    return Object.fromEntries(this.#heads);
  }

  /** What the checkpoint accepted last covers: up to there a device need not keep its updates in the room. */
  get covered(): Heads | undefined {
    return this.#covered;
  }

  gaps(): Gap[] {
    const claimed = new Map([...this.#claims].map(([device, { sequence }]) => [device, sequence]));
    for (const [device, waiting] of this.#waiting) {
      const last = Math.max(0, ...waiting.keys());
      claimed.set(device, Math.max(claimed.get(device) ?? 0, last));
    }
    return [...claimed]
      .map(([device, sequence]) => ({ device, seen: this.head(device).sequence, claimed: sequence }))
      .filter((gap) => gap.claimed > gap.seen && !this.#forks.has(gap.device));
  }

  forks(): Fork[] {
    return [...this.#forks.values()];
  }

  state(): RoomViewState {
    return {
      heads: this.heads(),
      hashes: Object.fromEntries([...this.#hashes].map(([device, hashes]) => [device, [...hashes]])),
      claims: Object.fromEntries(this.#claims),
      forks: this.forks(),
      covered: this.#covered,
    };
  }

  /** Also true for one that was covered by a checkpoint, of which no hash is kept. */
  #isKnown({ device, sequence, hash }: OpenedUpdate): boolean {
    if (sequence > this.head(device).sequence) return false;
    const known = this.#hashes.get(device)?.get(sequence);
    if (known !== undefined && !equalBytes(known, hash)) this.#fork(device, sequence);
    return true;
  }

  #wait(update: OpenedUpdate): void {
    const waiting = this.#waiting.get(update.device) ?? new Map<number, OpenedUpdate>();
    const other = waiting.get(update.sequence);
    if (other !== undefined && !equalBytes(other.hash, update.hash)) {
      this.#fork(update.device, update.sequence);
      return;
    }
    if (waiting.size < MOST_WAITING) waiting.set(update.sequence, update);
    this.#waiting.set(update.device, waiting);
  }

  #claim(device: DeviceId, head: { readonly sequence: number; readonly hash: Bytes }): void {
    const seen = this.#hashes.get(device)?.get(head.sequence);
    if (seen !== undefined && !equalBytes(seen, head.hash)) this.#fork(device, head.sequence);
    const known = this.#claims.get(device);
    if (known?.sequence === head.sequence && !equalBytes(known.hash, head.hash))
      this.#fork(device, head.sequence);
    if (head.sequence > (known?.sequence ?? 0)) this.#claims.set(device, { ...head });
  }

  #advance(device: DeviceId, sequence: number, hash: Bytes): void {
    if (sequence < this.head(device).sequence) return;
    const claim = this.#claims.get(device);
    if (claim?.sequence === sequence && !equalBytes(claim.hash, hash)) this.#fork(device, sequence);
    this.#heads.set(device, { sequence, hash });
    const hashes = this.#hashes.get(device) ?? new Map<number, Bytes>();
    this.#hashes.set(device, hashes.set(sequence, hash));
  }

  #cover({ payload }: OpenedUpdate): void {
    for (const [device, { sequence, hash }] of Object.entries(payload.heads)) {
      if (sequence > this.head(device).sequence) this.#advance(device, sequence, hash);
      const hashes = this.#hashes.get(device);
      for (const one of hashes?.keys() ?? []) if (one < sequence) hashes?.delete(one);
    }
    this.#covered = payload.heads;
  }

  /** Updates that waited and whose turn has come, of all devices. */
  #drain(): OpenedUpdate[] {
    const ready: OpenedUpdate[] = [];
    for (const [device, waiting] of this.#waiting) {
      for (const sequence of [...waiting.keys()].sort((a, b) => a - b)) {
        const update = waiting.get(sequence) as OpenedUpdate;
        const head = this.head(device);
        if (sequence > head.sequence + 1) break;
        waiting.delete(sequence);
        if (this.#forks.has(device) || this.#isKnown(update)) continue;
        if (!equalBytes(update.previous, head.hash)) {
          this.#fork(device, sequence);
          continue;
        }
        this.#advance(device, sequence, update.hash);
        ready.push(update);
      }
      if (waiting.size === 0) this.#waiting.delete(device);
    }
    return ready;
  }

  #fork(device: DeviceId, sequence: number): void {
    if (!this.#forks.has(device)) this.#forks.set(device, { device, sequence });
    this.#waiting.delete(device);
  }
}
