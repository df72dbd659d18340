import { Button, TextField } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import { type FormEvent, useState } from 'react';
import { pickPlaces } from './pick-places.ts';

interface CheckWordsStepProps {
  readonly words: readonly string[];
  readonly onBack: () => void;
  readonly onRight: () => void;
}

const ASKED = 3;

/** Asks some of the words back. */
export function CheckWordsStep({ words, onBack, onRight }: CheckWordsStepProps) {
  const [places] = useState(() => pickPlaces(words.length, ASKED));
  const [answers, setAnswers] = useState<Record<number, string>>({});
  const [wrong, setWrong] = useState<readonly number[]>([]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const misses = places.filter((place) => answers[place]?.trim().toLowerCase() !== words[place]);
    setWrong(misses);
    if (misses.length === 0) onRight();
  };
  return (
    <form className={page.stack} onSubmit={submit}>
      <h1>Three words back, please</h1>
      <p className={page.lead}>So that you can be sure that your note is right.</p>
      {places.map((place) => (
        <TextField
          key={place}
          label={`Word ${place + 1}`}
          value={answers[place] ?? ''}
          isInvalid={wrong.includes(place)}
          onChange={(value) => setAnswers((before) => ({ ...before, [place]: value }))}
        />
      ))}
      <p role="alert">
        {wrong.length === 0
          ? ''
          : `Not yet: look again at word ${wrong.map((place) => place + 1).join(' and word ')}.`}
      </p>
      <div className={page.row}>
        <Button look="primary" type="submit">
          Check
        </Button>
        <Button look="quiet" onPress={onBack}>
          Show the words again
        </Button>
      </div>
    </form>
  );
}
