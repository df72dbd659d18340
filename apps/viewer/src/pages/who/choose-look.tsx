import { Label } from 'react-aria-components/Label';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import { Avatar } from '../../profiles/avatar.tsx';
import { COLOUR_NAMES, COLOURS, PICTURES, type ProfileLook } from '../../profiles/looks.ts';
import styles from './who.module.css';

interface ChooseLookProps {
  readonly look: ProfileLook;
  readonly name: string;
  readonly onChange: (look: ProfileLook) => void;
}

/** A picture and a colour, by pointer or by arrow keys. */
export function ChooseLook({ look, name, onChange }: ChooseLookProps) {
  return (
    <>
      <RadioGroup
        className={styles.choices ?? ''}
        orientation="horizontal"
        value={look.picture}
        onChange={(value) => {
          const picture = PICTURES.find((one) => one === value);
          if (picture !== undefined) onChange({ ...look, picture });
        }}
      >
        <Label className={styles.label ?? ''}>Picture</Label>
        <div className={styles.pictures}>
          {PICTURES.map((picture) => (
            <Radio key={picture} value={picture} className={styles.choice ?? ''} aria-label={`A ${picture}`}>
              <Avatar look={{ ...look, picture }} name={name === '' ? 'A' : name} />
            </Radio>
          ))}
        </div>
      </RadioGroup>
      <RadioGroup
        className={styles.choices ?? ''}
        orientation="horizontal"
        value={look.colour}
        onChange={(value) => {
          const colour = COLOUR_NAMES.find((one) => one === value);
          if (colour !== undefined) onChange({ ...look, colour });
        }}
      >
        <Label className={styles.label ?? ''}>Colour</Label>
        <div className={styles.colours}>
          {COLOUR_NAMES.map((colour) => (
            <Radio key={colour} value={colour} className={styles.choice ?? ''} aria-label={colour}>
              <svg viewBox="0 0 10 10" aria-hidden="true" focusable="false">
                <rect width="10" height="10" rx="5" fill={COLOURS[colour]} />
              </svg>
            </Radio>
          ))}
        </div>
      </RadioGroup>
    </>
  );
}
