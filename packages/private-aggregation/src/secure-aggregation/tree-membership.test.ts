import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bytes, concat } from './bytes.ts';
import { merkleProof, merkleTree } from './merkle-tree.ts';
import { nodeSuite } from './suite/node-suite.ts';
import type { CryptoSuite } from './suite/crypto-suite.ts';
import { TreeMembership } from './tree-membership.ts';

const entries = fc.array(
  fc.uint8Array({ minLength: 1, maxLength: 9 }).map((bytes) => bytes.slice()),
  { minLength: 1, maxLength: 40 },
);

describe('membership of a tree', () => {
  it('is had by each entry at its index, and by nothing else, whatever else was asked before', async () => {
    await fc.assert(
      fc.asyncProperty(entries, fc.array(fc.nat(), { maxLength: 9 }), fc.nat(), async (leaves, before, b) => {
        const tree = await merkleTree(nodeSuite, leaves);
        const asked = new TreeMembership(nodeSuite, tree.root, leaves.length);
        for (const a of before) {
          const index = a % leaves.length;
          expect(await asked.has(index, leaves[index], merkleProof(tree, index))).toBe(true);
        }
        const index = b % leaves.length;
        const proof = merkleProof(tree, index);
        const check = (at: number, entry: Bytes, by: readonly Bytes[]) => asked.has(at, entry, by);
        for (let time = 0; time < 2; time += 1) {
          expect(await check((index + 1 + (b % 7)) % 64, leaves[index], proof)).toBe(false);
          expect(await check(index, concat(leaves[index], Uint8Array.of(b)), proof)).toBe(false);
          expect(await check(index, leaves[index], [...proof, tree.root])).toBe(false);
          expect(await check(index + leaves.length, leaves[index], proof)).toBe(false);
          expect(await check(index + 2 ** 31, leaves[index], proof)).toBe(false);
          if (proof.length > 0) {
            expect(await check(index, leaves[index], proof.slice(1))).toBe(false);
          }
          for (const wrong of proof.keys()) {
            const changed = proof.map((hash, i) => (i === wrong ? hash.map((byte) => byte ^ 1) : hash));
            expect(await check(index, leaves[index], changed)).toBe(false);
          }
          expect(await check(index, leaves[index], proof)).toBe(true);
        }
      }),
    );
  });

  it('is not had under another root, or with another number of leaves', async () => {
    const leaves = Array.from({ length: 11 }, (_, i) => Uint8Array.of(i));
    const tree = await merkleTree(nodeSuite, leaves);
    const proof = merkleProof(tree, 4);
    const root = tree.root.map((byte) => byte ^ 1);
    expect(await new TreeMembership(nodeSuite, root, 11).has(4, leaves[4], proof)).toBe(false);
    expect(await new TreeMembership(nodeSuite, tree.root, 40).has(4, leaves[4], proof)).toBe(false);
    expect(await new TreeMembership(nodeSuite, tree.root, 11).has(4, leaves[4], proof)).toBe(true);
  });

  it('does not remember what is changed after it was asked', async () => {
    const leaves = Array.from({ length: 8 }, (_, i) => Uint8Array.of(i));
    const tree = await merkleTree(nodeSuite, leaves);
    const asked = new TreeMembership(nodeSuite, tree.root, 8);
    const proof = merkleProof(tree, 2).map((hash) => hash.slice());
    expect(await asked.has(2, leaves[2], proof)).toBe(true);
    for (const hash of proof) {
      hash.fill(0);
    }
    expect(await asked.has(3, leaves[3], merkleProof(tree, 3))).toBe(true);
  });

  it('is found out with each hash computed once', async () => {
    let hashed = 0;
    const counting: CryptoSuite = {
      ...nodeSuite,
      sha256: (...parts) => {
        hashed += 1;
        return nodeSuite.sha256(...parts);
      },
    };
    const leaves = Array.from({ length: 64 }, (_, i) => Uint8Array.of(i));
    const tree = await merkleTree(nodeSuite, leaves);
    const asked = new TreeMembership(counting, tree.root, 64);
    for (const [index, leaf] of leaves.entries()) {
      expect(await asked.has(index, leaf, merkleProof(tree, index))).toBe(true);
    }
    expect(hashed).toBe(64 + 63);
  });
});
