import { Button, ErrorNote, PassphraseField, ProgressBar, useToast } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import { type FormEvent, useState } from 'react';
import { useBrain } from '../../brain/brain-context.ts';
import { useAction } from '../../brain/use-action.ts';
import { NewPassphrase, type NewPassphraseValue } from '../../passphrase/new-passphrase.tsx';

const NONE: NewPassphraseValue = { passphrase: '', usable: false };

export function ChangePassphrase() {
  const brain = useBrain();
  const toast = useToast();
  const { busy, error, run } = useAction();
  const [open, setOpen] = useState(false);
  const [old, setOld] = useState('');
  const [chosen, setChosen] = useState(NONE);
  const close = (): void => {
    setOpen(false);
    setOld('');
    setChosen(NONE);
  };
  const change = async (): Promise<void> => {
    if (!(await run(() => brain.changePassphrase(old, chosen.passphrase)))) return;
    close();
    toast({ message: 'Your passphrase is changed.' });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (chosen.usable && !busy) void change();
  };
  return (
    <section className={page.panel} aria-labelledby="passphrase">
      <h2 id="passphrase">Passphrase</h2>
      {open ? (
        <form className={page.stack} onSubmit={submit}>
          <PassphraseField
            label="Passphrase until now"
            value={old}
            onChange={setOld}
            focusFirst
            isInvalid={error !== undefined}
          />
          <NewPassphrase onChange={setChosen} />
          <ErrorNote error={error} />
          {busy ? (
            <ProgressBar progress={undefined} idle="Changing the lock" />
          ) : (
            <div className={page.row}>
              <Button look="primary" type="submit" isDisabled={!chosen.usable || old === ''}>
                Set new passphrase
              </Button>
              <Button look="quiet" onPress={close}>
                Cancel
              </Button>
            </div>
          )}
        </form>
      ) : (
        <div>
          <Button icon="key" onPress={() => setOpen(true)}>
            Change passphrase
          </Button>
        </div>
      )}
    </section>
  );
}
