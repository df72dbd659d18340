import { Button, ErrorNote, SelectField } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { ConsoleRole } from '@parlour/wire';
import { type FormEvent, useState } from 'react';
import { makeEnrolment } from '../../api/accounts.ts';
import form from '../../components/form.module.css';
import { Panel } from '../../components/panel.tsx';
import { ShownOnce } from '../../components/shown-once.tsx';
import { useWork } from '../../session/use-change.ts';

const DAY = 86_400_000;
const ROLES = [
  { value: 'viewer', name: 'Viewer: sees everything' },
  { value: 'operator', name: 'Operator: changes things too' },
] as const;
const TERMS = [
  { value: '1', name: 'a day' },
  { value: '3', name: 'three days' },
  { value: '6', name: 'six days' },
] as const;

/** A code that lets one more person in, once. */
export function NewEnrolment() {
  const [role, setRole] = useState<ConsoleRole>('viewer');
  const [days, setDays] = useState<(typeof TERMS)[number]['value']>('1');
  const [code, setCode] = useState<string>();
  const { busy, error, run } = useWork(makeEnrolment, { touches: ['enrolments', 'audit'] });
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const made = await run({ role, expires: Date.now() + Number(days) * DAY });
    setCode(made?.code);
  };
  return (
    <Panel
      title="Let somebody in"
      lead="By a code that works once. They choose their name and make a passkey."
    >
      {code === undefined ? (
        <form className={form.form} aria-label="A new enrolment" onSubmit={(event) => void submit(event)}>
          <div className={form.fields}>
            <SelectField label="Role" value={role} options={ROLES} onChange={setRole} />
            <SelectField label="The code works for" value={days} options={TERMS} onChange={setDays} />
          </div>
          <ErrorNote error={error} />
          <div className={page.row}>
            <Button look="primary" icon="key" type="submit" isDisabled={busy}>
              Make a code
            </Button>
          </div>
        </form>
      ) : (
        <ShownOnce
          label="Enrolment code"
          codes={[code]}
          fileName="parlour-enrolment.txt"
          onDone={() => setCode(undefined)}
        />
      )}
    </Panel>
  );
}
