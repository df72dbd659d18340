import { Button, ErrorNote } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { Schedule } from '@parlour/wire/api';
import { Badge } from '../../components/badge.tsx';
import { ConfirmButton } from '../../components/confirm-button.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Moment } from '../../components/moment.tsx';
import { useMayChange } from '../../session/session-context.ts';
import { useChange } from '../../session/use-change.ts';
import { timesWords, useWorkWords } from './schedule-words.ts';

export function ScheduleTable({ schedules }: { schedules: readonly Schedule[] }) {
  const mayChange = useMayChange();
  const workWords = useWorkWords();
  const columns: Column<Schedule>[] = [
    { name: 'What', cell: ({ work }) => workWords(work) },
    { name: 'When', cell: ({ times }) => timesWords(times) },
    { name: 'Next', cell: ({ nextAt }) => (nextAt === null ? 'Never' : <Moment at={nextAt} />) },
    { name: 'Last', isExtra: true, cell: (schedule) => <LastTime schedule={schedule} /> },
  ];
  if (mayChange)
    columns.push({ name: 'Change', cell: (schedule) => <ScheduleChanges schedule={schedule} /> });
  return <DataTable caption="Schedules" columns={columns} rows={schedules} rowKey={({ id }) => id} />;
}

function LastTime({ schedule: { lastAt, lastResult } }: { schedule: Schedule }) {
  if (lastAt === null) return 'Not yet';
  return (
    <span className={page.row}>
      <Moment at={lastAt} />
      {lastResult === null ? null : <Badge tone={lastResult === 'done' ? 'good' : 'bad'}>{lastResult}</Badge>}
    </span>
  );
}

function ScheduleChanges({ schedule: { id, enabled } }: { schedule: Schedule }) {
  const touches = ['GET /api/operator/schedules'] as const;
  const turn = useChange('POST /api/operator/schedules/:id/switch', { touches });
  const remove = useChange('DELETE /api/operator/schedules/:id', { touches, done: 'The schedule is gone.' });
  return (
    <div className={page.row}>
      <Button
        isDisabled={turn.busy}
        onPress={() => void turn.run({ params: { id }, body: { enabled: !enabled } })}
      >
        {enabled ? 'Pause' : 'Go on'}
      </Button>
      <ConfirmButton
        label="Remove"
        title="Remove this schedule?"
        confirm="Remove the schedule"
        busy={remove.busy}
        error={remove.error}
        onOpen={remove.clear}
        onConfirm={async () => (await remove.run({ params: { id } })) !== undefined}
      >
        <p>What it did stays; it does nothing more.</p>
      </ConfirmButton>
      <ErrorNote error={turn.error} />
    </div>
  );
}
