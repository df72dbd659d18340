import { PassphraseField } from '@parlour/interface';
import { useState } from 'react';
import { StrengthMeter } from './strength-meter.tsx';
import { SHORTEST_PASSPHRASE } from './strength.ts';

export interface NewPassphraseValue {
  readonly passphrase: string;
  /** Long enough, and typed twice alike. */
  readonly usable: boolean;
}

interface NewPassphraseProps {
  readonly onChange: (value: NewPassphraseValue) => void;
}

/** Two fields and a judgement. */
export function NewPassphrase({ onChange }: NewPassphraseProps) {
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const differs = second !== '' && second !== first;
  const tell = (passphrase: string, again: string): void =>
    onChange({ passphrase, usable: passphrase.length >= SHORTEST_PASSPHRASE && passphrase === again });
  return (
    <>
      <PassphraseField
        label="New passphrase"
        value={first}
        isNew
        onChange={(value) => {
          setFirst(value);
          tell(value, second);
        }}
      />
      <StrengthMeter passphrase={first} />
      <PassphraseField
        label="Passphrase once more"
        value={second}
        isNew
        isInvalid={differs}
        help={differs ? 'The two are not the same yet.' : 'To be sure that it is what you meant.'}
        onChange={(value) => {
          setSecond(value);
          tell(first, value);
        }}
      />
    </>
  );
}
