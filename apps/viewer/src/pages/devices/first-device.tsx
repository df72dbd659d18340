import { Button, ErrorNote, PassphraseField, ProgressBar } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { SyncView } from '@parlour/worker/brain-api';
import { type FormEvent, useState } from 'react';
import { useBrain } from '../../brain/brain-context.ts';
import { useAction } from '../../brain/use-action.ts';
import { BeginningFields, beginningOf, useBeginning } from './beginning-fields.tsx';
import { WriteWords } from './write-words.tsx';

interface FirstDeviceProps {
  readonly onChange: (view: SyncView) => void;
  readonly onBack: () => void;
}

/** Turns sharing on: a passphrase, new recovery words, three of them back. Nothing is shared before that. */
export function FirstDevice({ onChange, onBack }: FirstDeviceProps) {
  const brain = useBrain();
  const { busy, error, run } = useAction();
  const [beginning, setBeginning] = useBeginning();
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
  const begin = (): void => {
    void run(async () => onChange(await brain.beginSync(beginningOf(beginning))));
  };
  if (words !== undefined) {
    const doing = busy ? 'Turning sharing on' : undefined;
    return <WriteWords words={words} doing={doing} error={error} onRight={begin} />;
  }
  return (
    <form className={page.panel} onSubmit={make} aria-labelledby="first">
      <h2 id="first">Turn sharing on</h2>
      <p>
        You get twelve new recovery words. They replace the ones that this vault has had until now, and do two
        things: they open this vault, and they bring your record to a new device when no other is at hand.
      </p>
      <BeginningFields value={beginning} onChange={setBeginning} />
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
