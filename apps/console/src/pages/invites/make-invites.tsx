import { Button, ErrorNote, ProgressBar, SelectField, TextField } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { MadeInvites } from '@parlour/wire/api';
import { type FormEvent, useState } from 'react';
import form from '../../components/form.module.css';
import { Panel } from '../../components/panel.tsx';
import { ShownOnce } from '../../components/shown-once.tsx';
import { useChange } from '../../session/use-change.ts';

const DAY = 86_400_000;
const TERMS = [
  { value: '7', name: 'a week' },
  { value: '30', name: '30 days' },
  { value: '90', name: '90 days' },
  { value: '365', name: 'a year' },
] as const;
const MOST = 10_000;

export function MakeInvites() {
  const [count, setCount] = useState('10');
  const [days, setDays] = useState<(typeof TERMS)[number]['value']>('30');
  const [note, setNote] = useState('');
  const [made, setMade] = useState<MadeInvites>();
  const { busy, error, run } = useChange('POST /api/operator/invites', {
    touches: ['GET /api/operator/invites'],
  });
  const wanted = Number(count);
  const isRight = Number.isInteger(wanted) && wanted >= 1 && wanted <= MOST;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!isRight || busy) return;
    const expires = Date.now() + Number(days) * DAY;
    const title = note.trim().slice(0, 200);
    setMade(await run({ body: { count: wanted, expires, ...(title !== '' && { note: title }) } }));
  };
  if (made !== undefined)
    return (
      <Panel title="New invites">
        <ShownOnce
          label="Invite codes"
          codes={made.codes}
          fileName="parlour-invites.txt"
          onDone={() => setMade(undefined)}
        />
      </Panel>
    );
  return (
    <Panel title="Make invites" lead="Each is for one person.">
      <form className={form.form} aria-label="New invites" onSubmit={(event) => void submit(event)}>
        <div className={form.fields}>
          <TextField
            label="How many"
            value={count}
            onChange={setCount}
            inputMode="numeric"
            problem={isRight ? undefined : 'From 1 to 10,000.'}
          />
          <SelectField label="They let people in for" value={days} options={TERMS} onChange={setDays} />
          <TextField
            label="Note"
            value={note}
            onChange={setNote}
            help="For operators: whom the batch is for as a whole."
          />
        </div>
        <ErrorNote error={error} />
        {busy ? <ProgressBar progress={undefined} idle="Making invites" /> : null}
        <div className={page.row}>
          <Button look="primary" icon="letter" type="submit" isDisabled={!isRight || busy}>
            Make them
          </Button>
        </div>
      </form>
    </Panel>
  );
}
