import { expect, it } from 'vitest';
import type { Bytes } from '../bytes.ts';
import { combine } from '../shamir/shamir.ts';
import { cheapTestSuite } from '../test/cheap-test-suite.ts';
import { runLegs } from '../test/obedient-round.ts';
import { smallRound } from '../test/stand-at.ts';
import { testRound } from '../test/test-round.ts';

/** Of one device: its secrets, and what those that it drew hold of them. */
async function shared() {
  const round = await testRound(cheapTestSuite, smallRound);
  const { state } = round.devices[7];
  if (state.phase !== 'advertised') {
    throw new Error('not there');
  }
  const { selfSeed, maskSecret } = structuredClone(state.secrets);
  await runLegs(round, 'reporting');
  const held = round.devices.flatMap(({ state: holder }) =>
    holder.phase === 'reported' ? holder.held.filter(({ owner }) => owner === 7) : [],
  );
  const { graph } = round.devices[7].state as { graph: { degree: number; threshold: number } };
  return { selfSeed, maskSecret, held, graph };
}

const xor = (one: Bytes, other: Bytes) => one.map((byte, i) => byte ^ other[i]);
const points = (shares: readonly { x: number; share: Bytes }[]) =>
  shares.map(({ x, share }) => ({ x, y: share }));

it('as many shares as the threshold open a secret, each kind its own, and one fewer opens something else', async () => {
  const { selfSeed, maskSecret, held, graph } = await shared();
  expect(held.length).toBe(graph.degree);
  for (const [secret, kind] of [
    [selfSeed, 'selfShare'],
    [maskSecret, 'maskShare'],
  ] as const) {
    const all = points(held.map((one) => ({ x: one.x, share: one[kind] })));
    expect(combine(all.slice(0, graph.threshold), graph.threshold)).toEqual(secret);
    expect(combine(all.slice(-graph.threshold), graph.threshold)).toEqual(secret);
    expect(combine(all.slice(1, graph.threshold), graph.threshold - 1)).not.toEqual(secret);
  }
});

it('the two secrets are shared by polynomials that have nothing to do with each other', async () => {
  const { selfSeed, maskSecret, held } = await shared();
  // Were they the same but for the secret, shares of both kinds would differ by what the secrets differ by, at every holder.
  const between = xor(selfSeed, maskSecret);
  const differences = held.map(({ selfShare, maskShare }) => xor(selfShare, maskShare));
  for (const difference of differences) {
    expect(difference).not.toEqual(between);
  }
  expect(new Set(differences.map(String)).size).toBe(held.length);
});
