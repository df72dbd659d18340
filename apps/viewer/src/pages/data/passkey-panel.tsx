import { Button, ErrorNote, PassphraseField, ProgressBar, useToast } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import { type FormEvent, useState } from 'react';
import { useBrain, useBrainState } from '../../brain/brain-context.ts';
import { useAction } from '../../brain/use-action.ts';
import { addPasskey } from '../../passkey/add-passkey.ts';
import { usePasskeysMayWork } from '../../passkey/use-passkeys-may-work.ts';

export function PasskeyPanel() {
  const brain = useBrain();
  const toast = useToast();
  const hasPasskey = useBrainState()?.hasPasskey === true;
  const mayWork = usePasskeysMayWork();
  const { busy, error, run } = useAction();
  const [passphrase, setPassphrase] = useState('');
  const add = async (): Promise<void> => {
    if (!(await run(() => addPasskey(brain, passphrase)))) return;
    setPassphrase('');
    toast({ message: 'The passkey opens your vault from now on.' });
  };
  const remove = async (): Promise<void> => {
    if (await run(() => brain.removePasskey())) toast({ message: 'The passkey no longer opens your vault.' });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (passphrase !== '' && !busy) void add();
  };
  return (
    <section className={page.panel} aria-labelledby="passkey">
      <h2 id="passkey">Passkey</h2>
      {hasPasskey ? (
        <>
          <p>A passkey opens this vault too.</p>
          <div>
            <Button icon="trash" isDisabled={busy} onPress={() => void remove()}>
              Remove passkey
            </Button>
          </div>
        </>
      ) : null}
      {!hasPasskey && !mayWork ? (
        <p className={page.quiet}>This browser offers no passkeys that could open a vault.</p>
      ) : null}
      {!hasPasskey && mayWork ? (
        <form className={page.stack} onSubmit={submit}>
          <p>
            A second way in: fingerprint, face, or a security key. Your passphrase is needed once to add it.
          </p>
          <PassphraseField label="Your passphrase" value={passphrase} onChange={setPassphrase} />
          {busy ? (
            <ProgressBar progress={undefined} idle="Waiting for your device" />
          ) : (
            <div>
              <Button icon="key" type="submit" isDisabled={passphrase === ''}>
                Add a passkey
              </Button>
            </div>
          )}
        </form>
      ) : null}
      <ErrorNote error={error} />
    </section>
  );
}
