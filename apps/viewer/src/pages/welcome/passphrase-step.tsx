import { Button, ErrorNote, ProgressBar } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import { type FormEvent, useState } from 'react';
import type { CreatedVault } from '@parlour/worker/brain-api';
import { useBrain } from '../../brain/brain-context.ts';
import { useAction } from '../../brain/use-action.ts';
import { NewPassphrase, type NewPassphraseValue } from '../../passphrase/new-passphrase.tsx';

interface PassphraseStepProps {
  readonly onMade: (vault: CreatedVault, passphrase: string) => void;
}

export function PassphraseStep({ onMade }: PassphraseStepProps) {
  const brain = useBrain();
  const { busy, error, run } = useAction();
  const [chosen, setChosen] = useState<NewPassphraseValue>({ passphrase: '', usable: false });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!chosen.usable || busy) return;
    void run(async () => onMade(await brain.createVault(chosen.passphrase), chosen.passphrase));
  };
  return (
    <form className={page.stack} onSubmit={submit}>
      <h1>Choose a passphrase</h1>
      <p className={page.lead}>It locks your vault. It is judged here and sent nowhere.</p>
      <NewPassphrase onChange={setChosen} />
      <ErrorNote error={error} />
      {busy ? (
        <ProgressBar progress={undefined} idle="Making the lock. This takes a second or two on purpose." />
      ) : (
        <div>
          <Button look="primary" type="submit" isDisabled={!chosen.usable}>
            Make the vault
          </Button>
        </div>
      )}
    </form>
  );
}
