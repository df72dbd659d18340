import type { ScheduleTimes } from '@parlour/wire/api';
import { addSchedule, allSchedules, removeSchedule, switchSchedule } from '../schedules/schedules.ts';
import type { OperatorHandlers } from './operator-handlers.ts';
import type { OperatorOptions } from './operator-options.ts';

export const scheduleHandlers = ({
  frame: { database },
}: OperatorOptions): OperatorHandlers<'/api/operator/schedules'> => ({
  'GET /api/operator/schedules': () => allSchedules(database),
  'POST /api/operator/schedules': ({ body, note }) =>
    database.transaction(async (transaction) => {
      const made = await addSchedule(transaction, body);
      await note(transaction, {
        action: 'schedule/add',
        subject: made.id,
        detail: { work: made.work.kind, times: timesText(made.times) },
      });
      return made;
    }),
  'POST /api/operator/schedules/:id/switch': ({ params: { id }, body: { enabled }, note }) =>
    database.transaction(async (transaction) => {
      const switched = await switchSchedule(transaction, id, enabled);
      await note(transaction, { action: 'schedule/switch', subject: id, detail: { enabled } });
      return switched;
    }),
  'DELETE /api/operator/schedules/:id': ({ params: { id }, note }) =>
    database.transaction(async (transaction) => {
      await removeSchedule(transaction, id);
      await note(transaction, { action: 'schedule/remove', subject: id });
      return undefined;
    }),
});

const timesText = (times: ScheduleTimes): string =>
  times.kind === 'cron' ? times.expression : `every ${times.minutes} minutes`;
