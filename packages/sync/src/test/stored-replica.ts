import type { Replica } from '../replica/replica.ts';
import { ReplicaChanges } from '../replica/replica-changes.ts';
import { stateToBytes } from '../replica/replica-state.ts';

/** A replica's disk: its state, and what was stored after it. */
export class StoredReplica {
  /** As `openReplica` takes it. */
  bytes: Uint8Array[];
  readonly #changes: ReplicaChanges;

  /** @param bytes of which the replica was opened; its state otherwise. */
  constructor(replica: Replica, bytes: readonly Uint8Array[] = [stateToBytes(replica.state())]) {
    this.bytes = [...bytes];
    this.#changes = new ReplicaChanges(replica);
  }

  store(): void {
    const next = this.#changes.next();
    if (next === undefined) return;
    this.bytes = next.isWhole ? [next.bytes] : [...this.bytes, next.bytes];
    next.stored();
  }

  close(): void {
    this.#changes.close();
  }
}
