import assert from 'node:assert/strict';
import type { CryptoSuite } from '../suite/crypto-suite.ts';
import { SeededRandom } from './seeded-random.ts';
import { plainSum, testRound, type TestRoundOptions } from './test-round.ts';
import { type Outcome, UnrulyRound, type Weather } from './unruly-round.ts';

/** How often what happened, over many schedules. */
export interface Tally {
  released: number;
  readonly aborted: Map<string, number>;
  readonly refusals: Map<string, number>;
}

/**
 * Runs the schedules of seeds `from` to `from + count - 1`. Each gives exactly the sum of the survivors' reports or ends
 * without one; anything else throws, with the seed.
 */
export async function runSchedules(
  suite: CryptoSuite,
  from: number,
  count: number,
  most: { readonly devices: number },
): Promise<Tally> {
  const tally: Tally = { released: 0, aborted: new Map(), refusals: new Map() };
  for (let seed = from; seed < from + count; seed += 1) {
    try {
      await runSchedule(suite, seed, most.devices, tally);
    } catch (cause) {
      throw new Error(`schedule ${seed}: PARLOUR_SEED=${seed} runs it again`, { cause });
    }
  }
  return tally;
}

async function runSchedule(suite: CryptoSuite, seed: number, most: number, tally: Tally): Promise<void> {
  const random = new SeededRandom(seed);
  const options = chooseOptions(random, seed, most);
  const round = await testRound(suite, options);
  const outcome = await new UnrulyRound(round, chooseWeather(random)).run();
  count(tally, outcome);
  const { state, survivors } = outcome;
  if (state.phase !== 'released') {
    assert.equal(state.phase, 'aborted');
    return;
  }
  assert.equal(state.reports, survivors.length);
  assert.ok(state.reports >= options.minimumReports);
  const reports = survivors.map(({ report }) => report);
  assert.deepEqual(state.sum, plainSum(reports, round.setup));
}

/** Most cohorts and degrees are small, since a schedule's time grows with both; of ten thousand, hundreds are not. */
function chooseOptions(random: SeededRandom, seed: number, most: number): TestRoundOptions {
  const devices = 50 + Math.floor((most - 49) * (random.below(1000) / 1000) ** 8);
  const rates = most < 100 ? [0.01, 0.01, 0.02] : [0.01, 0.01, 0.01, 0.02, 0.02, 0.02, 0.02, 0.05];
  const [adversarialRate, dropoutRate] = random.chance(most < 100 ? 0 : 0.03)
    ? [0.05, 0.1]
    : [0.01, random.pick(rates)];
  const minimumReports = Math.floor(devices * (0.5 + 0.4 * (random.below(1000) / 1000)));
  const dimension = 1 + random.below(9);
  const bits = 8 + random.below(25);
  return { seed, devices, adversarialRate, dropoutRate, minimumReports, dimension, bits };
}

/** A calm sky often enough that rounds end, and each mishap sometimes on its own. */
function chooseWeather(random: SeededRandom): Weather {
  const strength = random.pick([0, 0.002, 0.005, 0.02]);
  const sometimes = (scale: number) => (random.chance(0.5) ? strength * scale : 0);
  return {
    leaving: sometimes(1),
    loss: sometimes(1),
    duplicate: sometimes(5),
    replay: sometimes(5),
    corruption: sometimes(5),
    reload: sometimes(5),
    earlyClose: sometimes(20),
    malice: sometimes(0.3),
    maliceOfAggregator: sometimes(1),
  };
}

function count(tally: Tally, { state, refusals }: Outcome): void {
  if (state.phase === 'released') {
    tally.released += 1;
  } else if (state.phase === 'aborted') {
    tally.aborted.set(state.reason, (tally.aborted.get(state.reason) ?? 0) + 1);
  }
  for (const [code, times] of refusals) {
    tally.refusals.set(code, (tally.refusals.get(code) ?? 0) + times);
  }
}
