import { Button, ErrorNote, ProgressBar } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { SessionState } from '@parlour/wire';
import { signIn } from '../../api/session.ts';
import { useWork } from '../../session/use-change.ts';

interface SignInFormProps {
  readonly oidc: SessionState['oidc'];
  readonly onSignedIn: (state: SessionState) => void;
}

export function SignInForm({ oidc, onSignedIn }: SignInFormProps) {
  const { busy, error, run } = useWork(signIn, { touches: [] });
  const start = async (): Promise<void> => {
    const state = await run(undefined);
    if (state !== undefined) onSignedIn(state);
  };
  return (
    <>
      <h1>Sign in</h1>
      <p className={page.quiet}>
        With the passkey that you made when you were enrolled. There is no password, here or on the server.
      </p>
      <ErrorNote error={error} />
      {busy ? <ProgressBar progress={undefined} idle="Waiting for your passkey" /> : null}
      <div className={page.row}>
        <Button look="primary" icon="key" isDisabled={busy} onPress={() => void start()}>
          Sign in with a passkey
        </Button>
        {oidc === null ? null : (
          <Button isDisabled={busy} onPress={() => location.assign('/api/session/oidc/start')}>
            {oidc.label}
          </Button>
        )}
      </div>
    </>
  );
}
