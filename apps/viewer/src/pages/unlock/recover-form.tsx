import { Button, ErrorNote, ProgressBar, TextField } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import { type FormEvent, useState } from 'react';
import { useBrain } from '../../brain/brain-context.ts';
import { useAction } from '../../brain/use-action.ts';
import { NewPassphrase, type NewPassphraseValue } from '../../passphrase/new-passphrase.tsx';

/** Twelve words and a new passphrase; the words stay valid. */
export function RecoverForm({ onBack }: { onBack: () => void }) {
  const brain = useBrain();
  const { busy, error, run } = useAction();
  const [words, setWords] = useState('');
  const [chosen, setChosen] = useState<NewPassphraseValue>({ passphrase: '', usable: false });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!chosen.usable || busy) return;
    void run(() => brain.recover(words.trim().toLowerCase().split(/\s+/).join(' '), chosen.passphrase));
  };
  return (
    <form className={page.stack} onSubmit={submit}>
      <h1>With your recovery words</h1>
      <p className={page.lead}>
        They open the vault, and you give it a new passphrase. The words stay valid.
      </p>
      <TextField
        label="Recovery words"
        value={words}
        onChange={setWords}
        focusFirst
        help="Twelve words, in their order, with spaces between."
      />
      <NewPassphrase onChange={setChosen} />
      <ErrorNote error={error} />
      {busy ? (
        <ProgressBar progress={undefined} idle="Opening the vault and changing its lock" />
      ) : (
        <div className={page.row}>
          <Button look="primary" type="submit" isDisabled={!chosen.usable || words.trim() === ''}>
            Open and set passphrase
          </Button>
          <Button look="quiet" onPress={onBack}>
            Back
          </Button>
        </div>
      )}
    </form>
  );
}
