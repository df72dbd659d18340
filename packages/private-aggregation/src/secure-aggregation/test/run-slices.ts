import { runSlice } from './run-share.ts';

/**
 * Runs slices of a thousand schedules of the cheap suite without a test runner, to be stopped and taken up again at any
 * slice: `PARLOUR_SCHEDULES_DONE=FILE node run-slices.ts FIRST LAST`, of schedules. A schedule that fails ends it with its seed.
 */
const [first, last] = process.argv.slice(2).map(Number);
for (let from = first; from <= last; from += 1000) {
  await runSlice('cheap', from, Math.min(from + 999, last));
}
