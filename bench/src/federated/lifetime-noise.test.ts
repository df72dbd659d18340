import { planEncoding } from '@parlour/private-aggregation';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import { expect, test } from 'vitest';
import { federatedBundle } from './federated-bundle.ts';
import { lifetimeEpsilon, lifetimeNoise } from './lifetime-noise.ts';

const query = {
  id: 'moments/test',
  version: 1,
  purpose: 'To try what a lifetime costs.',
  dimension: 2080,
  scale: 1,
  clipShare: 1,
  sumNorm: 0.6,
};

const spentAt = async (noise: number) => {
  const plan = await planEncoding(nodeSuite, federatedBundle(query, 1000, noise), new Uint8Array(32));
  return [
    { plan, rounds: 1 },
    { plan, rounds: 7 },
  ];
};

test.each([0.5, 1, 2])('a lifetime of epsilon %d is kept, rounding and all', async (epsilon) => {
  const epsilonAt = async (noise: number) => lifetimeEpsilon(await spentAt(noise), 1e-6);
  const noise = await lifetimeNoise({ epsilon, delta: 1e-6, participations: 8 }, epsilonAt);
  expect(await epsilonAt(noise)).toBeLessThanOrEqual(epsilon);
  expect(await epsilonAt(noise)).toBeGreaterThan(epsilon * 0.9);
  expect(noise).toBeGreaterThan(3.7304);
});

test('noise is never below the floor, however much a lifetime allows', async () => {
  const request = { epsilon: 50, delta: 1e-6, participations: 8 };
  expect(await lifetimeNoise(request, () => Promise.resolve(1))).toBe(3.7304);
});

test('eight rounds at the floor are a lifetime of epsilon 4', async () => {
  expect(lifetimeEpsilon(await spentAt(3.7304), 1e-6)).toBeLessThan(4);
});

test('nothing spent is nothing lost', () => {
  expect(lifetimeEpsilon([], 1e-6)).toBe(0);
});
