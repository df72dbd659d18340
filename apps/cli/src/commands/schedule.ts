import type { Schedule, ScheduledWork } from '@parlour/wire/api';
import { ParlourError } from '@parlour/wire';
import { Command } from 'commander';
import {
  connectOperator,
  moment,
  operatorCommand,
  type OperatorOptions,
  show,
} from '../operator/operator-command.ts';
import { wholeNumber } from '../operator/whole-number.ts';

interface Times extends OperatorOptions {
  readonly cron?: string;
  readonly minutes?: number;
}

function scheduleRow({ id, work, times, enabled, nextAt, lastAt, lastResult }: Schedule) {
  const what =
    work.kind === 'round'
      ? `round of ${work.bundle}`
      : work.kind === 'refresh'
        ? `refresh of ${work.source}`
        : work.kind;
  const when = times.kind === 'cron' ? times.expression : `every ${times.minutes} minutes`;
  const next = enabled ? `next ${moment(nextAt)}` : 'disabled';
  return [id, what, when, next, `last ${moment(lastAt)}`, lastResult ?? '-'];
}

async function list(options: OperatorOptions): Promise<void> {
  const schedules = await (await connectOperator(options)).ask('GET /api/operator/schedules');
  show(options, schedules, schedules.map(scheduleRow));
}

async function add(
  kind: string,
  of: string | undefined,
  { cron, minutes, ...options }: Times,
): Promise<void> {
  const work = workOf(kind, of);
  if (work === undefined || (cron === undefined) === (minutes === undefined)) {
    throw new ParlourError('operators/unclear-schedule', {
      message: 'It was not said what is to be done and when.',
      meaning: 'Nothing was scheduled.',
      mend: 'Give round BUNDLE, refresh SOURCE or train, and either --cron or --minutes.',
    });
  }
  const times =
    cron === undefined
      ? ({ kind: 'interval', minutes: minutes ?? 1 } as const)
      : ({ kind: 'cron', expression: cron } as const);
  const operator = await connectOperator(options);
  const made = await operator.ask('POST /api/operator/schedules', { body: { work, times } });
  show(options, made, [scheduleRow(made)]);
}

function workOf(kind: string, of: string | undefined): ScheduledWork | undefined {
  if (kind === 'train' && of === undefined) return { kind };
  if (kind === 'round' && of !== undefined) return { kind, bundle: of };
  return kind === 'refresh' && of !== undefined ? { kind, source: of } : undefined;
}

const switchTo =
  (enabled: boolean) =>
  async (id: string, options: OperatorOptions): Promise<void> => {
    const operator = await connectOperator(options);
    const call = { params: { id }, body: { enabled } };
    const switched = await operator.ask('POST /api/operator/schedules/:id/switch', call);
    show(options, switched, [scheduleRow(switched)]);
  };

async function remove(id: string, options: OperatorOptions): Promise<void> {
  await (await connectOperator(options)).ask('DELETE /api/operator/schedules/:id', { params: { id } });
  show(options, { removed: id }, [['removed', id]]);
}

/** `parlour schedule ...`: what the queue does by itself. */
export function scheduleCommand(): Command {
  const schedule = new Command('schedule').description(
    'what is done by itself: rounds, refreshes, trainings',
  );
  operatorCommand(schedule, 'list', 'all there are').action(list);
  operatorCommand(schedule, 'add <work> [of]', 'round BUNDLE, refresh SOURCE, or train')
    .option('--cron <expression>', 'minute, hour, day, month, day of the week, in UTC')
    .option('--minutes <number>', 'every so many minutes from now', wholeNumber)
    .action(add);
  operatorCommand(schedule, 'enable <id>', 'go on with the next time that is to come').action(switchTo(true));
  operatorCommand(schedule, 'disable <id>', 'do it no more').action(switchTo(false));
  operatorCommand(schedule, 'remove <id>', 'forget it').action(remove);
  return schedule;
}
