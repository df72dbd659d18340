import { Button, ErrorNote, Note, ProgressBar, TextField } from '@parlour/interface';
import type { PlainError } from '@parlour/wire';
import page from '@parlour/interface/page.module.css';
import { type FormEvent, useState } from 'react';
import type { TogetherView } from '@parlour/worker/brain-api';
import { logInReturn } from '../../session/log-in-return.ts';
import { LogIn } from './log-in.tsx';

/** What a person shows for a token. */
export interface Way {
  readonly kind: 'invite' | 'oidc';
  readonly code: string;
}

interface WaysProps {
  readonly takingPart: NonNullable<TogetherView['takingPart']>;
  readonly isBusy: boolean;
  readonly error: PlainError | undefined;
  readonly onBegin: (way: Way) => void;
}

/** The ways to take part here: an invite, a log-in at a provider, or either. */
export function Ways({ takingPart: { isByInvite, provider }, isBusy, error, onBegin }: WaysProps) {
  const [invite, setInvite] = useState('');
  const returned = logInReturn.get();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (invite.trim() !== '') onBegin({ kind: 'invite', code: invite });
  };
  if (isBusy) return <ProgressBar progress={undefined} idle="Beginning" />;
  if (returned !== undefined && 'code' in returned) {
    return (
      <>
        <Note tone="good" icon="check">
          <p>You are logged in. That counts for ten minutes.</p>
        </Note>
        <ErrorNote error={error} />
        <div>
          <Button look="primary" icon="check" onPress={() => onBegin({ kind: 'oidc', code: returned.code })}>
            Take part
          </Button>
        </div>
      </>
    );
  }
  return (
    <>
      {isByInvite ? (
        <form className={page.stack} onSubmit={submit}>
          <h3>Your invite</h3>
          <TextField
            label="Invite code"
            value={invite}
            onChange={setInvite}
            help="From whoever runs this Parlour. It lets one person take part once a week; it is shown when your device asks for a token, and never with a report."
          />
          <div>
            <Button look="primary" icon="check" type="submit" isDisabled={invite.trim() === ''}>
              Take part
            </Button>
          </div>
        </form>
      ) : null}
      {provider === undefined ? null : (
        <>
          <h3>{isByInvite ? 'Or log in' : 'Log in'}</h3>
          <LogIn provider={provider} returned={returned} />
        </>
      )}
      {isByInvite || provider !== undefined ? null : (
        <Note>
          <p>Nobody is admitted here at present. Ask whoever runs this Parlour.</p>
        </Note>
      )}
      <ErrorNote error={error} />
    </>
  );
}
