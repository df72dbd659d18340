import { Button, ErrorNote, PassphraseField, ProgressBar, useToast } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { SyncView } from '@parlour/worker/brain-api';
import { type FormEvent, useState } from 'react';
import { useBrain } from '../../brain/brain-context.ts';
import { useAction } from '../../brain/use-action.ts';
import { WriteWords } from './write-words.tsx';

interface RenewWordsProps {
  readonly onChange: (view: SyncView) => void;
  readonly onBack: () => void;
}

/** On a device that shares: a passphrase, new words, three of them back. Until then the old ones hold for what the devices share. */
export function RenewWords({ onChange, onBack }: RenewWordsProps) {
  const brain = useBrain();
  const toast = useToast();
  const { busy, error, run } = useAction();
  const [passphrase, setPassphrase] = useState('');
  const [words, setWords] = useState<readonly string[]>();
  const make = (event: FormEvent): void => {
    event.preventDefault();
    if (busy || passphrase === '') return;
    void run(async () => {
      setWords(await brain.newSyncWords(passphrase));
      setPassphrase('');
    });
  };
  const replace = (): void => {
    void run(async () => {
      onChange(await brain.replaceSyncWords());
      toast({ message: 'The new recovery words are in use.' });
      onBack();
    });
  };
  if (words !== undefined) {
    const doing = busy ? 'Changing the keys' : undefined;
    return <WriteWords words={words} doing={doing} error={error} onRight={replace} />;
  }
  return (
    <form className={page.panel} onSubmit={make} aria-labelledby="renew-words">
      <h2 id="renew-words">Make new recovery words</h2>
      <p>
        Twelve new words take the place of the old ones, for what your devices share and for the vault of this
        device. All keys are changed, so that the old ones open nothing that is written from now on. Devices
        that came by the old ones stay: if somebody else may have had the paper, look at the list of devices,
        too.
      </p>
      <PassphraseField
        label="Your passphrase"
        value={passphrase}
        onChange={setPassphrase}
        isInvalid={error !== undefined}
      />
      <ErrorNote error={error} />
      {busy ? (
        <ProgressBar progress={undefined} idle="Making new recovery words" />
      ) : (
        <div className={page.row}>
          <Button look="primary" type="submit" icon="key" isDisabled={passphrase === ''}>
            Make recovery words
          </Button>
          <Button look="quiet" onPress={onBack}>
            Back
          </Button>
        </div>
      )}
    </form>
  );
}
