import { Button, ErrorNote, ProgressBar, TextField } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { SyncView } from '@parlour/worker/brain-api';
import { type FormEvent, useState } from 'react';
import { useBrain } from '../../brain/brain-context.ts';
import { useAction } from '../../brain/use-action.ts';
import { BeginningFields, beginningOf, useBeginning } from './beginning-fields.tsx';

interface ByWordsProps {
  readonly onChange: (view: SyncView) => void;
  readonly onBack: () => void;
}

/** A new device with nobody else there. */
export function ByWords({ onChange, onBack }: ByWordsProps) {
  const brain = useBrain();
  const { busy, error, run } = useAction();
  const [beginning, setBeginning] = useBeginning();
  const [words, setWords] = useState('');
  const open = (event: FormEvent): void => {
    event.preventDefault();
    const typed = words.trim().toLowerCase().split(/\s+/).join(' ');
    if (!busy && typed !== '')
      void run(async () => onChange(await brain.openByWords(typed, beginningOf(beginning))));
  };
  return (
    <form className={page.panel} onSubmit={open} aria-labelledby="by-words">
      <h2 id="by-words">Open by recovery words</h2>
      <p>
        These are the words that were shown when sharing was turned on, not those of this vault. They find
        what your devices share and bring it here.
      </p>
      <TextField
        label="Recovery words of your devices"
        value={words}
        onChange={setWords}
        focusFirst
        help="Twelve words, in their order, with spaces between."
      />
      <BeginningFields value={beginning} onChange={setBeginning} />
      <ErrorNote error={error} />
      {busy ? (
        <ProgressBar progress={undefined} idle="Looking for your devices" />
      ) : (
        <div className={page.row}>
          <Button look="primary" type="submit" icon="key" isDisabled={words.trim() === ''}>
            Open
          </Button>
          <Button look="quiet" onPress={onBack}>
            Back
          </Button>
        </div>
      )}
    </form>
  );
}
