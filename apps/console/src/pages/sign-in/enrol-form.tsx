import { Button, ErrorNote, ProgressBar, TextField } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { SessionState } from '@parlour/wire';
import { type FormEvent, useState } from 'react';
import { enrol } from '../../api/session.ts';
import { useWork } from '../../session/use-change.ts';

interface EnrolFormProps {
  /** Nobody has an account yet. */
  readonly isFirst: boolean;
  readonly onSignedIn: (state: SessionState) => void;
}

export function EnrolForm({ isFirst, onSignedIn }: EnrolFormProps) {
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const { busy, error, run } = useWork(
    ({ code, name }: { code: string; name: string }) => enrol(code, name),
    {
      touches: [],
    },
  );
  const isReady = code.trim() !== '' && name.trim() !== '';
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!isReady || busy) return;
    const state = await run({ code: code.trim(), name: name.trim() });
    if (state !== undefined) onSignedIn(state);
  };
  return (
    <form className={page.stack} onSubmit={(event) => void submit(event)}>
      <h1>{isFirst ? 'The first operator' : 'Come in for the first time'}</h1>
      <p className={page.quiet}>
        {isFirst
          ? 'Nobody has an account yet. The server printed a code when it started; whoever has it becomes the first operator.'
          : 'An operator has given you a code. It works once, and you sign in with a passkey from then on.'}
      </p>
      <TextField label="Enrolment code" value={code} onChange={setCode} focusFirst />
      <TextField
        label="Your name"
        value={name}
        onChange={setName}
        help="Shown to the others here, and in the audit log."
        autoComplete="name"
      />
      <ErrorNote error={error} />
      {busy ? <ProgressBar progress={undefined} idle="Waiting for your new passkey" /> : null}
      <div>
        <Button look="primary" icon="key" type="submit" isDisabled={!isReady || busy}>
          Make my passkey
        </Button>
      </div>
    </form>
  );
}
