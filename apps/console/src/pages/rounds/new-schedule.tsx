import { Button, ErrorNote, Segments, SelectField, TextField } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { ScheduleTimes } from '@parlour/wire/api';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { asked } from '../../api/asked.ts';
import form from '../../components/form.module.css';
import { useNow } from '../../components/use-now.ts';
import { useChange } from '../../session/use-change.ts';
import { bundlesQuery } from '../bundles/bundles-query.ts';
import { bundleName, isOpen, readBundle } from '../bundles/read-bundle.ts';
import { scheduledWork, type WorkChoice } from './scheduled-work.ts';

const KINDS = [
  { value: 'interval', name: 'Every so often' },
  { value: 'cron', name: 'By crontab' },
] as const;

export function NewSchedule() {
  const [isOpenForm, setOpen] = useState(false);
  return isOpenForm ? (
    <ScheduleForm onDone={() => setOpen(false)} />
  ) : (
    <div>
      <Button icon="plus" onPress={() => setOpen(true)}>
        Add a schedule
      </Button>
    </div>
  );
}

function ScheduleForm({ onDone }: { onDone: () => void }) {
  const works = useWorkChoices();
  const [work, setWork] = useState('train');
  const [kind, setKind] = useState<'interval' | 'cron'>('interval');
  const [hours, setHours] = useState('24');
  const [expression, setExpression] = useState('30 4 * * 1');
  const { busy, error, run } = useChange('POST /api/operator/schedules', {
    done: 'Scheduled.',
    touches: ['GET /api/operator/schedules'],
  });
  const minutes = Math.round(60 * Number(hours));
  const isRight = kind === 'cron' ? expression.trim().length >= 9 : minutes >= 1 && minutes <= 527_040;
  const times: ScheduleTimes = kind === 'cron' ? { kind, expression } : { kind, minutes };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!isRight || busy) return;
    const made = await run({ body: { work: scheduledWork(work), times } });
    if (made !== undefined) onDone();
  };
  return (
    <form className={form.form} aria-label="A new schedule" onSubmit={(event) => void submit(event)}>
      <SelectField label="What" value={work} options={works} onChange={setWork} />
      <Segments label="When" value={kind} options={KINDS} onChange={setKind} />
      <div className={form.fields}>
        {kind === 'cron' ? (
          <TextField
            label="Five fields, UTC"
            value={expression}
            onChange={setExpression}
            help="Minute, hour, day, month, day of the week. 30 4 * * 1: Mondays at 4:30."
          />
        ) : (
          <TextField
            label="Hours between"
            value={hours}
            onChange={setHours}
            inputMode="decimal"
            problem={isRight ? undefined : 'From a minute (0.02) to a year (8,784).'}
          />
        )}
      </div>
      <ErrorNote error={error} />
      <div className={page.row}>
        <Button look="primary" type="submit" isDisabled={!isRight || busy}>
          Schedule it
        </Button>
        <Button look="quiet" onPress={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

function useWorkChoices(): WorkChoice[] {
  const now = useNow();
  const { data: bundles = [] } = useQuery(bundlesQuery);
  const { data: sources = [] } = useQuery(asked('GET /api/operator/sources', {}));
  return [
    { value: 'train', name: 'Train the collaborative model' },
    ...sources.map(({ id, name }) => ({ value: `refresh ${id}`, name: `Import ${name}` })),
    ...bundles
      .filter((bundle) => isOpen(bundle, now))
      .map((bundle) => ({
        value: `round ${bundle.hash}`,
        name: `A round of ${bundleName(readBundle(bundle), bundle)}`,
      })),
  ];
}
