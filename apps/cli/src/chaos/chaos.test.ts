import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chaosRound, kinds } from './chaos-round.ts';
import { type Cluster, cluster } from './cluster.ts';
import { dice } from './dice.ts';
import { strikeAt, victims } from './strikes.ts';

/** In CI every victim once in every leg; `npm run test:long` ten times that. */
const runs = process.env.PARLOUR_LONG ? 200 : 20;
const atOnce = 2;
const seed = Number(process.env.PARLOUR_CHAOS_SEED ?? randomInt(2 ** 31));

let ground: Cluster;
beforeAll(async () => {
  ground = await cluster();
}, 300_000);
afterAll(() => ground.close());

it('rounds end exact or aborted whoever is killed, in whichever leg, and nothing that was acknowledged is lost', {
  timeout: 100_000 * runs,
}, async () => {
  const ends: Record<string, number> = {};
  const wrongs: string[] = [];
  let ended = 0;
  const one = async (run: number) => {
    const rolls = dice(seed + run);
    const victim = victims[run % victims.length];
    const kind = kinds[Math.floor(run / victims.length) % kinds.length];
    const verdict = await chaosRound({
      cluster: ground,
      dice: rolls,
      at: { kind, share: rolls.roll() },
      strike: strikeAt(ground, victim, rolls),
      byDemand: rolls.roll() < 0.25,
    });
    const end = verdict.reason ?? verdict.phase;
    ends[end] = (ends[end] ?? 0) + 1;
    for (const wrong of verdict.wrongs)
      wrongs.push(`run ${run} (${victim} killed at ${kind}, ${end}): ${wrong}`);
    ended += 1;
    // Long runs may be cut short: what they came to so far is known then.
    if (ended % 20 === 0)
      process.stdout.write(`chaos, seed ${seed}: ${ended} runs ${JSON.stringify({ ends, wrongs })}\n`);
  };
  let next = 0;
  const inTurn = async () => {
    while (next < runs) {
      const run = next;
      next += 1;
      await one(run);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, inTurn));
  process.stdout.write(`chaos, seed ${seed}: ${JSON.stringify(ends)}\n`);
  expect(wrongs, `seed ${seed}`).toEqual([]);
  // What is killed is there again within seconds, so that nearly all go on to their release.
  expect(ends.released ?? 0).toBeGreaterThan(runs / 2);
});
