import { Button, ErrorNote, PassphraseField, ProgressBar } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useBrain } from '../../brain/brain-context.ts';
import { useAction } from '../../brain/use-action.ts';
import { WriteWords } from './write-words.tsx';

interface MakeWordsProps {
  readonly title: string;
  /** What the words are for, and whatever else is asked. */
  readonly children: ReactNode;
  /** What is done once they are on paper, while it is. */
  readonly doing: string;
  /** The person has the words on paper. */
  readonly onWritten: () => Promise<void>;
  readonly onBack: () => void;
}

/** A passphrase, new recovery words, three of them back. */
export function MakeWords({ title, children, doing, onWritten, onBack }: MakeWordsProps) {
  const brain = useBrain();
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
  if (words !== undefined) {
    const write = (): void => void run(onWritten);
    return <WriteWords words={words} doing={busy ? doing : undefined} error={error} onRight={write} />;
  }
  return (
    <form className={page.panel} onSubmit={make} aria-labelledby="make-words">
      <h2 id="make-words">{title}</h2>
      {children}
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
