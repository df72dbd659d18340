import { type Bytes, equalBytes } from './bytes.ts';
import { leafHash, nodeHash } from './merkle-tree.ts';
import type { CryptoSuite } from './suite/crypto-suite.ts';

/**
 * What one tree holds, of which the root and the number of leaves are known. The ways of many leaves to the root meet: from
 * where a way meets an earlier one on, its hashes are compared instead of computed.
 */
export class TreeMembership {
  readonly #suite: CryptoSuite;
  readonly #leaves: number;
  /** By level (0 are the leaves), then by place: nodes that the root commits to, every one with the node beside it. */
  readonly #known: readonly Map<number, Bytes>[];

  /** @param leaves at least one. */
  constructor(suite: CryptoSuite, root: Bytes, leaves: number) {
    this.#suite = suite;
    this.#leaves = leaves;
    const below = widths(leaves).map(() => new Map<number, Bytes>());
    this.#known = [...below, new Map([[0, root]])];
  }

  /** Whether the entry is leaf `index`, as the hashes beside its way to the root (see `merkleProof`) show. */
  async has(index: number, entry: Bytes, proof: readonly Bytes[]): Promise<boolean> {
    const beside = this.#besideWay(index, proof);
    if (beside === undefined) {
      return false;
    }
    const way = [await leafHash(this.#suite, index, entry)];
    let level = 0;
    let known = this.#known[0].get(index);
    while (known === undefined) {
      way.push(await this.#above(way[level], beside[level], index >> level));
      level += 1;
      known = this.#known[level].get(index >> level);
    }
    if (!equalBytes(way[level], known) || !this.#areKnown(index, beside, level)) {
      return false;
    }
    this.#learn(index, way.slice(0, level), beside);
    return true;
  }

  /** An odd node is handed up as it is. */
  async #above(hash: Bytes, beside: Bytes | undefined, place: number): Promise<Bytes> {
    if (beside === undefined) {
      return hash;
    }
    return (place & 1) === 1 ? nodeHash(this.#suite, beside, hash) : nodeHash(this.#suite, hash, beside);
  }

  /** The proof's hashes by level, nothing beside an odd node; undefined if they are too many or too few. */
  #besideWay(index: number, proof: readonly Bytes[]): (Bytes | undefined)[] | undefined {
    if (index >= this.#leaves) {
      return undefined;
    }
    let used = 0;
    const beside = widths(this.#leaves).map((width, level) => {
      const exists = ((index >> level) ^ 1) < width;
      used += exists ? 1 : 0;
      return exists ? proof[used - 1] : undefined;
    });
    return used === proof.length ? beside : undefined;
  }

  #areKnown(index: number, beside: readonly (Bytes | undefined)[], from: number): boolean {
    return beside.every((hash, level) => {
      const known = level < from ? undefined : this.#known[level].get((index >> level) ^ 1);
      return known === undefined || (hash !== undefined && equalBytes(hash, known));
    });
  }

  /** Copies of the hashes beside the way, as a proof is read in place. */
  #learn(index: number, way: readonly Bytes[], beside: readonly (Bytes | undefined)[]): void {
    for (const [level, hash] of way.entries()) {
      const other = beside[level];
      this.#known[level].set(index >> level, hash);
      if (other !== undefined) {
        this.#known[level].set((index >> level) ^ 1, other.slice());
      }
    }
  }
}

/** Of every level but the root's. */
function widths(leaves: number): number[] {
  const all: number[] = [];
  for (let width = leaves; width > 1; width = (width + 1) >> 1) {
    all.push(width);
  }
  return all;
}
