import { expect, it } from 'vitest';
import { nodeSuite } from '../suite/node-suite.ts';
import type { CryptoSuite } from '../suite/crypto-suite.ts';
import { cheapTestSuite } from './cheap-test-suite.ts';
import { runSchedules, type Tally } from './run-schedules.ts';

/** Test files that share the schedules, so that two cores can run them. */
const FILES = 2;
const { PARLOUR_LONG, PARLOUR_SCHEDULES, PARLOUR_REAL_SCHEDULES, PARLOUR_SEED } = process.env;
const long = PARLOUR_LONG === '1';
const cheap = Number(PARLOUR_SCHEDULES ?? (long ? 1_000_000 : 10_000));
const real = Number(PARLOUR_REAL_SCHEDULES ?? (long ? 3_000 : 300));
const HOURS = 3_600_000;

/**
 * The schedules of one test file. `PARLOUR_SEED=n` runs schedule n alone, with both suites; `PARLOUR_SCHEDULES` and
 * `PARLOUR_REAL_SCHEDULES` say how many, `PARLOUR_LONG=1` makes it a million.
 */
export function scheduleTests(file: number): void {
  if (PARLOUR_SEED !== undefined) {
    it.runIf(file === 0)(`schedule ${PARLOUR_SEED}`, { timeout: HOURS }, async () => {
      await runSchedules(cheapTestSuite, Number(PARLOUR_SEED), 1, { devices: 120 });
      await runSchedules(nodeSuite, Number(PARLOUR_SEED), 1, { devices: 60 });
    });
    return;
  }
  run('cheap suite', cheapTestSuite, file, cheap, 120);
  run('real suite', nodeSuite, file, real, 60);
}

function run(name: string, suite: CryptoSuite, file: number, all: number, devices: number): void {
  const count = Math.ceil(all / FILES);
  const from = 1 + file * count;
  const title = `${name}: schedules ${from} to ${from + count - 1} give the survivors' exact sum or none`;
  it(title, { timeout: 24 * HOURS }, async () => {
    Error.stackTraceLimit = 0;
    const tally = await runSchedules(suite, from, count, { devices });
    console.info(`${name}: ${describeTally(tally)}`);
    expect(tally.released).toBeGreaterThan(count / 3);
    expect(tally.released).toBeLessThan(count);
  });
}

function describeTally({ released, aborted, refusals }: Tally): string {
  const list = (counts: ReadonlyMap<string, number>) =>
    [...counts].map(([code, times]) => `${code} ${times}`).join(', ');
  return `${released} released; aborted: ${list(aborted)}; refused: ${list(refusals)}`;
}
