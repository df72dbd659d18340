import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bytes, concat, toHex, uint32Bytes } from './bytes.ts';
import { merkleTree } from './merkle-tree.ts';
import { nodeSuite } from './suite/node-suite.ts';

const entries = fc.array(
  fc.uint8Array({ minLength: 1, maxLength: 9 }).map((bytes) => bytes.slice()),
  { minLength: 1, maxLength: 40 },
);

/** RFC 9162, 2.1.1, word for word: split at the largest power of two below the number of leaves. */
function slowRoot(leaves: readonly Bytes[], from = 0): string {
  const sha256 = (...parts: Uint8Array[]) =>
    createHash('sha256')
      .update(concat(...parts))
      .digest();
  if (leaves.length === 1) {
    return toHex(sha256(Uint8Array.of(0), uint32Bytes(from), leaves[0]));
  }
  let half = 1;
  while (2 * half < leaves.length) {
    half *= 2;
  }
  const left = Buffer.from(slowRoot(leaves.slice(0, half), from), 'hex');
  const right = Buffer.from(slowRoot(leaves.slice(half), from + half), 'hex');
  return toHex(sha256(Uint8Array.of(1), left, right));
}

describe('the Merkle tree', () => {
  it('is that of RFC 9162', async () => {
    await fc.assert(
      fc.asyncProperty(entries, async (leaves) => {
        expect(toHex((await merkleTree(nodeSuite, leaves)).root)).toBe(slowRoot(leaves));
      }),
    );
  });
});
