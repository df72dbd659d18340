import { describe, expect, it } from 'vitest';
import { bundleExample } from '../bundle/test/bundle-example.ts';
import { toHex } from './bytes.ts';
import { roundRoot, type RoundSetup, roundSetup, setupHash } from './round-setup.ts';
import { nodeSuite } from './suite/node-suite.ts';

const bytes = (value: number) => new Uint8Array(32).fill(value);
const bundle = { bundle: bundleExample, hash: bytes(1) };
const setup = roundSetup(bundle, { roundId: bytes(2), tokenKeysHash: bytes(3), dimension: 187_096 });
const hashOf = async (changed: Partial<RoundSetup> = {}) =>
  toHex(await setupHash(nodeSuite, { ...setup, ...changed }));

describe('the setup of a round', () => {
  it('is what the bundle says', () => {
    const { bits, minimumReports, cohortSize, adversarialRate, dropoutRate } = bundleExample;
    expect(setup).toMatchObject({ bits, minimumReports, cohortSize, adversarialRate, dropoutRate });
    expect(setup.bundleHash).toEqual(bytes(1));
  });

  it.each([
    { roundId: bytes(9) },
    { bundleHash: bytes(9) },
    { tokenKeysHash: bytes(9) },
    { dimension: 187_095 },
    { bits: 21 },
    { minimumReports: 999 },
    { cohortSize: 1201 },
    { adversarialRate: 0.100_000_000_000_001 },
    { dropoutRate: 0.11 },
  ] satisfies Partial<RoundSetup>[])('is another with %j', async (change) => {
    expect(await hashOf(change)).not.toBe(await hashOf());
  });

  it('is the same for all who make it of the same', async () => {
    const again = roundSetup(bundle, { roundId: bytes(2), tokenKeysHash: bytes(3), dimension: 187_096 });
    expect(toHex(await setupHash(nodeSuite, again))).toBe(await hashOf());
  });
});

describe('the root of a round', () => {
  const rootOf = async (context = bytes(4), clients = 1000, tree = bytes(5)) =>
    toHex(await roundRoot(nodeSuite, context, clients, tree));

  it('commits to the setup, to how many devices there are, and to their keys', async () => {
    const roots = [await rootOf(), await rootOf(bytes(9)), await rootOf(bytes(4), 1001)];
    roots.push(await rootOf(bytes(4), 1000, bytes(9)));
    expect(new Set(roots).size).toBe(4);
    expect(await rootOf()).toBe(roots[0]);
  });

  it('is no setup’s hash: each is made under a name of its own', async () => {
    expect(await rootOf(bytes(2), 1000, bytes(3))).not.toBe(await hashOf());
  });
});
