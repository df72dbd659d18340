import * as Y from 'yjs';
import { type Bytes, owned } from '../bytes.ts';

/** Edits of the inner document that were made here, or have to be told here, and are not sealed yet. */
export class UnsealedEdits {
  #edits: Uint8Array[] = [];

  get length(): number {
    return this.#edits.length;
  }

  /** The same list, which grows, until all of it is taken. */
  get list(): readonly Uint8Array[] {
    return this.#edits;
  }

  add(...edits: readonly Uint8Array[]): void {
    this.#edits.push(...edits);
  }

  /** All of them as one update; undefined where there are none. */
  merged(): Bytes | undefined {
    return this.#edits.length === 0 ? undefined : owned(Y.mergeUpdates(this.#edits));
  }

  clear(): void {
    if (this.#edits.length > 0) this.#edits = [];
  }
}
