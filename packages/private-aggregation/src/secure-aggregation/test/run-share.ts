import { nodeSuite } from '../suite/node-suite.ts';
import { cheapTestSuite } from './cheap-test-suite.ts';
import { runSchedules, type Tally } from './run-schedules.ts';

/** Test files that share the schedules, so that two cores can run them. */
const FILES = 2;
const { PARLOUR_LONG, PARLOUR_SCHEDULES, PARLOUR_REAL_SCHEDULES, PARLOUR_FIRST_SCHEDULE, PARLOUR_SEED } =
  process.env;
const long = PARLOUR_LONG === '1';

/** `real`: the suite that devices and aggregator use; fewer, and of cohorts up to 60. */
const KINDS = {
  cheap: {
    suite: cheapTestSuite,
    count: Number(PARLOUR_SCHEDULES ?? (long ? 1_000_000 : 10_000)),
    devices: 120,
  },
  real: { suite: nodeSuite, count: Number(PARLOUR_REAL_SCHEDULES ?? (long ? 3_000 : 300)), devices: 60 },
} as const;

/** A million take hours. */
export const SCHEDULES_TIMEOUT = 24 * 3_600_000;

/** After so many, a line says how they went. */
const SLICE = 10_000;

/**
 * Runs one test file's part of the schedules and says how they went. `PARLOUR_SEED=n` runs schedule n alone;
 * `PARLOUR_SCHEDULES` and `PARLOUR_REAL_SCHEDULES` say how many, `PARLOUR_FIRST_SCHEDULE` from which on (for a million in
 * parts, or on several machines), `PARLOUR_LONG=1` makes it a million.
 * @returns how many there were, and how many of them gave a sum.
 */
export async function runShare(
  kind: keyof typeof KINDS,
  file: number,
): Promise<{ all: number; released: number }> {
  const { suite, count, devices } = KINDS[kind];
  const all = PARLOUR_SEED === undefined ? Math.ceil(count / FILES) : 1;
  const first =
    PARLOUR_SEED === undefined ? Number(PARLOUR_FIRST_SCHEDULE ?? 1) + file * all : Number(PARLOUR_SEED);
  // A mass of refusals, of which nobody reads where they came from.
  Error.stackTraceLimit = 0;
  let released = 0;
  for (let from = first; from < first + all; from += SLICE) {
    const slice = Math.min(SLICE, first + all - from);
    const tally = await runSchedules(suite, from, slice, { devices });
    released += tally.released;
    console.info(`${kind} suite, schedules ${from} to ${from + slice - 1}: ${described(tally)}`);
  }
  return { all, released };
}

function described({ released, aborted, refusals }: Tally): string {
  const list = (counts: ReadonlyMap<string, number>) =>
    [...counts].map(([code, times]) => `${code} ${times}`).join(', ');
  return `${released} released; aborted: ${list(aborted)}; refused: ${list(refusals)}`;
}
