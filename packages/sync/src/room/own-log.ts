import type { SealedUpdate } from '../sealing/sealed-update.ts';

/**
 * What this device has sealed in one room and no checkpoint covers yet. It is the device's own copy: whatever the relay loses
 * is sent again from here, byte for byte, because a sequence number must never be used for anything else.
 */
export class OwnLog {
  readonly #updates: SealedUpdate[];

  constructor(updates: readonly SealedUpdate[] = []) {
    this.#updates = [...updates];
  }

  get updates(): readonly SealedUpdate[] {
    return this.#updates;
  }

  append(update: SealedUpdate): void {
    this.#updates.push(update);
  }

  /** Forgets everything up to a sequence number that a checkpoint covers. */
  trim(sequence: number): void {
    const kept = this.#updates.findIndex((update) => update.sequence > sequence);
    this.#updates.splice(0, kept === -1 ? this.#updates.length : kept);
  }
}
