import { nodeSuite } from '../suite/node-suite.ts';
import { cheapTestSuite } from './cheap-test-suite.ts';
import { DoneSlices } from './done-slices.ts';
import { runSchedules, type Tally } from './run-schedules.ts';

/** Test files that share the schedules, so that two cores can run them. */
const FILES = 2;
const { PARLOUR_LONG, PARLOUR_SCHEDULES, PARLOUR_REAL_SCHEDULES, PARLOUR_FIRST_SCHEDULE, PARLOUR_SEED } =
  process.env;
const { PARLOUR_SCHEDULES_DONE } = process.env;
const long = PARLOUR_LONG === '1';

/** `real`: the suite that devices and aggregator use; fewer, and of cohorts up to 60. */
const KINDS = {
  cheap: {
    suite: cheapTestSuite,
    count: Number(PARLOUR_SCHEDULES ?? (long ? 1_000_000 : 10_000)),
    devices: 120,
    /** After so many, a line says how they went. */
    slice: 1_000,
  },
  real: {
    suite: nodeSuite,
    count: Number(PARLOUR_REAL_SCHEDULES ?? (long ? 3_000 : 300)),
    devices: 60,
    slice: 100,
  },
} as const;

/** A million take hours. */
export const SCHEDULES_TIMEOUT = 24 * 3_600_000;

/**
 * Runs one test file's part of the schedules and says how they went. `PARLOUR_SEED=n` runs schedule n alone;
 * `PARLOUR_SCHEDULES` and `PARLOUR_REAL_SCHEDULES` say how many, `PARLOUR_FIRST_SCHEDULE` from which on (for a million on several
 * machines), `PARLOUR_LONG=1` makes it a million, and `PARLOUR_SCHEDULES_DONE=FILE` remembers in FILE which slices have passed
 * and passes over those that are there: a run that was ended is taken up again with the same command.
 * @returns how many there were, and how many of them gave a sum.
 */
export async function runShare(
  kind: keyof typeof KINDS,
  file: number,
): Promise<{ all: number; released: number }> {
  const all = PARLOUR_SEED === undefined ? Math.ceil(KINDS[kind].count / FILES) : 1;
  const first =
    PARLOUR_SEED === undefined ? Number(PARLOUR_FIRST_SCHEDULE ?? 1) + file * all : Number(PARLOUR_SEED);
  let released = 0;
  for (let from = first; from < first + all; from += KINDS[kind].slice) {
    released += await runSlice(kind, from, Math.min(from + KINDS[kind].slice, first + all) - 1);
  }
  return { all, released };
}

/** Schedules `from` to `to`, unless they are known to have passed. @returns how many gave a sum. */
export async function runSlice(kind: keyof typeof KINDS, from: number, to: number): Promise<number> {
  const { suite, devices } = KINDS[kind];
  const done = PARLOUR_SCHEDULES_DONE === undefined ? undefined : new DoneSlices(PARLOUR_SCHEDULES_DONE);
  const known = done?.find(kind, from, to);
  if (known !== undefined) {
    console.info(`${kind} suite, schedules ${from} to ${to}: passed before, ${known.released} released`);
    return known.released;
  }
  // A mass of refusals, of which nobody reads where they came from.
  Error.stackTraceLimit = 0;
  const tally = await runSchedules(suite, from, to - from + 1, { devices });
  const { released } = tally;
  console.info(`${kind} suite, schedules ${from} to ${to}: ${described(tally)}`);
  done?.add({ kind, from, to, released });
  return released;
}

function described({ released, aborted, refusals }: Tally): string {
  const list = (counts: ReadonlyMap<string, number>) =>
    [...counts].map(([code, times]) => `${code} ${times}`).join(', ');
  return `${released} released; aborted: ${list(aborted)}; refused: ${list(refusals)}`;
}
