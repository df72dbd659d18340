import type { ScheduleTimes } from '@parlour/wire/api';
import { Cron } from 'croner';
import { operatorError } from '../operators/operator-error.ts';

const MINUTE = 60_000;

/**
 * The first time of a schedule after a moment. Intervals count from when the schedule was made, so that a late run does not
 * push the next ones later.
 * @throws ParlourError `operators/bad-cron` for an expression that is none, or has no time to come.
 */
export function nextTime(times: ScheduleTimes, madeAt: Date, after: Date): Date {
  if (times.kind === 'interval') {
    const every = times.minutes * MINUTE;
    const passed = Math.floor(Math.max(0, after.getTime() - madeAt.getTime()) / every);
    return new Date(madeAt.getTime() + (passed + 1) * every);
  }
  let next: Date | null;
  try {
    next = new Cron(times.expression, { mode: '5-part', timezone: 'UTC' }).nextRun(after);
  } catch (cause) {
    throw operatorError('bad-cron', { cause });
  }
  if (next === null) throw operatorError('bad-cron');
  return next;
}
