import type { SessionState } from '@parlour/wire';
import { Button, Note, usePageTitle } from '@parlour/interface';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sessionKey } from '../../api/session.ts';
import { DoorFrame } from '../../components/door-frame.tsx';
import { EnrolForm } from './enrol-form.tsx';
import { ProviderProblem } from './provider-problem.tsx';
import { SignInForm } from './sign-in-form.tsx';

/** The door: by passkey, by the log-in provider where there is one, or for the first time by a code. */
export function SignInPage({ state }: { state: SessionState }) {
  usePageTitle('Sign in · Console');
  const client = useQueryClient();
  const [isNew, setNew] = useState(state.isUnclaimed);
  const signedIn = (next: SessionState): void => {
    client.setQueryData(sessionKey, next);
  };
  if (!('credentials' in navigator) || !('PublicKeyCredential' in globalThis)) return <NoPasskeys />;
  return (
    <DoorFrame>
      {isNew ? (
        <EnrolForm isFirst={state.isUnclaimed} onSignedIn={signedIn} />
      ) : (
        <SignInForm oidc={state.oidc} onSignedIn={signedIn} />
      )}
      <ProviderProblem />
      <div>
        <Button look="quiet" onPress={() => setNew(!isNew)}>
          {isNew ? 'I have an account: sign in' : 'I have an enrolment code'}
        </Button>
      </div>
    </DoorFrame>
  );
}

/** Browsers give passkeys to pages of https and of this very machine only. */
function NoPasskeys() {
  return (
    <DoorFrame>
      <h1>Sign in</h1>
      <Note tone="warn" icon="warning">
        <strong>This browser offers no passkeys here.</strong>
        <p>Nobody can sign in from this page, and nothing was changed.</p>
        <p>Open the console by https or at localhost, in a browser of today.</p>
      </Note>
    </DoorFrame>
  );
}
