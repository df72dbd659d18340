import { simulateAttacks } from '@parlour/bench/attacks';
import { expect, it } from 'vitest';
import { passGate } from '../learn/gate.ts';

const options = {
  population: 500,
  trials: 80,
  tested: 100,
  runs: 1,
  seed: 1,
  gateOver:
    (cases: Parameters<typeof passGate>[0]['cases']) =>
    (...arms: Parameters<typeof passGate> extends [unknown, ...infer Rest] ? Rest : never) =>
      passGate({ source: 'ratings', cases }, ...arms),
  say: () => undefined,
};

it('attacks on 500 people stay under what epsilon allows, succeed without noise, and poison is measured with the gate', {
  timeout: 240_000,
}, async () => {
  const { membership, membershipOfModel, reconstruction, poisoning } = await simulateAttacks(options);
  for (const { epsilon, rates } of [membership.one, membership.lifetime, membershipOfModel.private])
    for (const { epsilonAtLeast } of rates) expect(epsilonAtLeast).toBeLessThanOrEqual(epsilon);
  expect(reconstruction.private.identified.low).toBeLessThan(reconstruction.private.bound);
  for (const { rates } of [membership.withoutNoise, membershipOfModel.withoutNoise])
    expect([rates[0].falsePositives.share, rates[0].truePositives.share]).toEqual([0, 1]);
  expect(reconstruction.withoutNoise.identified.share).toBe(1);

  const row = (poison: string, aim: string | null, merged: string) => {
    const found = poisoning.rows.find((r) => r.poison === poison && r.aim === aim && r.merged === merged);
    if (found === undefined) throw new Error(`no row ${poison} ${aim} ${merged}`);
    return found;
  };
  expect(poisoning).toMatchObject({ cohorts: 5, sybils: 5 });
  // One device that ignores the clip lifts a title where sums are only added up, and less far where they are trimmed.
  const [clean, pushed, trimmed] = [
    row('none', null, 'mean'),
    row('any-vector', 'push', 'mean'),
    row('any-vector', 'push', 'trimmed-mean'),
  ];
  expect(pushed.clips).toBeGreaterThan(10);
  expect(pushed.rank).toBeLessThan(clean.rank);
  expect(pushed.rank).toBeLessThan(trimmed.rank);
  // A longer vector costs its whole cohort, and both merges learn from the same four others: too few to trim.
  expect(row('discarded', 'push', 'mean').rank).toBe(row('discarded', 'push', 'trimmed-mean').rank);
});

it('too few people for five cohorts of 50 are told so', async () => {
  await expect(simulateAttacks({ ...options, population: 249 })).rejects.toMatchObject({
    code: 'simulate/too-few-people',
  });
});
