import { freePort } from '../../start/testing/free-port.ts';
import { expect, it } from 'vitest';
import { type ColdStartReport, coldStart } from './cold-start.ts';

it('a deployment of nobody learns a model of its first people that is served, and newcomers get better lists', {
  timeout: 600_000,
}, async () => {
  let report: ColdStartReport | undefined;
  await coldStart({
    // Of half as many, noise alone decides every few times what a newcomer's list is like.
    people: 600,
    rounds: 2,
    tested: 80,
    seed: 1,
    port: await freePort(),
    stay: false,
    say: () => undefined,
    onReport: (made) => {
      report = made;
    },
  });
  expect(report?.rounds.map(({ asked, model }) => ({ asked, model }))).toEqual([
    { asked: ['popularity'], model: null },
    { asked: ['moments', 'popularity'], model: 'passed' },
  ]);
  const last = report?.rounds.at(-1);
  expect(last?.reports).toBeGreaterThanOrEqual(255);
  expect(last?.after.newcomerNdcg).toBeGreaterThan(1.5 * (report?.before.newcomerNdcg ?? 1));
});
