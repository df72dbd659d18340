import { Button, ErrorNote, PassphraseField, ProgressBar } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import { type FormEvent, useState } from 'react';
import { useBrain, useBrainState } from '../../brain/brain-context.ts';
import { useAction } from '../../brain/use-action.ts';
import { getPasskey } from '../../passkey/passkey.ts';
import { passkeyError } from '../../passkey/passkey-error.ts';

export function UnlockForm({ onRecover }: { onRecover: () => void }) {
  const brain = useBrain();
  const state = useBrainState();
  const { busy, error, run } = useAction();
  const [passphrase, setPassphrase] = useState('');

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (passphrase === '' || busy) return;
    void run(() => brain.unlock({ passphrase }));
  };
  const withPasskey = (): void => {
    void run(async () => {
      const challenge = await brain.passkeyChallenge();
      if (challenge === undefined) throw passkeyError('passkey/no-vault');
      await brain.unlock({ passkey: await getPasskey(challenge) });
    });
  };

  return (
    <form className={page.stack} onSubmit={submit}>
      <h1>Welcome back</h1>
      <p className={page.lead}>Your vault is locked.</p>
      <PassphraseField
        label="Passphrase"
        value={passphrase}
        onChange={setPassphrase}
        focusFirst
        isInvalid={error !== undefined}
      />
      <ErrorNote error={error ?? state?.problem} />
      {busy ? (
        <ProgressBar progress={undefined} idle="Opening the vault" />
      ) : (
        <div className={page.row}>
          <Button look="primary" type="submit">
            Unlock
          </Button>
          {state?.hasPasskey === true ? (
            <Button icon="key" onPress={withPasskey}>
              Unlock with passkey
            </Button>
          ) : null}
        </div>
      )}
      <div>
        <Button look="quiet" onPress={onRecover}>
          Use recovery words
        </Button>
      </div>
    </form>
  );
}
