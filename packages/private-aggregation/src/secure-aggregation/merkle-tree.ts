import { type Bytes, uint32Bytes } from './bytes.ts';
import type { CryptoSuite } from './suite/crypto-suite.ts';

/**
 * Merkle tree of RFC 9162, section 2.1: leaves and nodes hashed with different first bytes, an odd node handed up as
 * it is. A leaf also holds its index, so that an entry cannot be shown at two places.
 */
export interface MerkleTree {
  readonly root: Bytes;
  /** From the leaves' hashes to the root. */
  readonly levels: readonly (readonly Bytes[])[];
}

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

export const leafHash = async (suite: CryptoSuite, index: number, entry: Bytes): Promise<Bytes> =>
  suite.sha256(LEAF, uint32Bytes(index), entry);

export const nodeHash = async (suite: CryptoSuite, left: Bytes, right: Bytes): Promise<Bytes> =>
  suite.sha256(NODE, left, right);

/** @param entries at least one. */
export async function merkleTree(suite: CryptoSuite, entries: readonly Bytes[]): Promise<MerkleTree> {
  let level = await Promise.all(entries.map((entry, index) => leafHash(suite, index, entry)));
  const levels = [level];
  while (level.length > 1) {
    const above: Bytes[] = [];
    for (let i = 0; i < level.length; i += 2) {
      above.push(i + 1 < level.length ? await nodeHash(suite, level[i], level[i + 1]) : level[i]);
    }
    levels.push(above);
    level = above;
  }
  return { root: level[0], levels };
}

/** The hashes beside the way from a leaf to the root: at most ceil(log2 of the leaves). */
export function merkleProof(tree: MerkleTree, index: number): Bytes[] {
  const proof: Bytes[] = [];
  let at = index;
  for (const level of tree.levels.slice(0, -1)) {
    const beside = at ^ 1;
    if (beside < level.length) {
      proof.push(level[beside]);
    }
    at >>= 1;
  }
  return proof;
}
