import { ErrorNote, ProgressBar } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { PlainError } from '@parlour/wire';
import { useState } from 'react';
import { CheckWordsStep } from '../welcome/check-words-step.tsx';
import { NewWords } from './new-words.tsx';

interface WriteWordsProps {
  readonly words: readonly string[];
  /** What is done once three of them were typed back, as long as it takes. */
  readonly doing: string | undefined;
  readonly error: PlainError | undefined;
  readonly onRight: () => void;
}

/** The words, to be written down, and three of them back. */
export function WriteWords({ words, doing, error, onRight }: WriteWordsProps) {
  const [isWritten, setWritten] = useState(false);
  if (!isWritten) return <NewWords words={words} onNext={() => setWritten(true)} />;
  return (
    <div className={page.stack}>
      {doing === undefined ? null : <ProgressBar progress={undefined} idle={doing} />}
      <CheckWordsStep words={words} onBack={() => setWritten(false)} onRight={onRight} />
      <ErrorNote error={error} />
    </div>
  );
}
