import { useState } from 'react';
import { Group } from 'react-aria-components/Group';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextField } from 'react-aria-components/TextField';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import styles from './field.module.css';
import { useFirstFocus } from './use-first-focus.ts';

interface PassphraseFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly isNew?: boolean;
  /** Takes the focus when it appears: for the one field that a page is there for. */
  readonly focusFirst?: boolean;
  readonly help?: string;
  readonly isInvalid?: boolean;
}

/** Hidden unless the person asks to see it. */
export function PassphraseField({
  label,
  value,
  onChange,
  isNew = false,
  focusFirst = false,
  help,
  isInvalid = false,
}: PassphraseFieldProps) {
  const [shown, setShown] = useState(false);
  const input = useFirstFocus(focusFirst);
  return (
    <TextField
      className={styles.field ?? ''}
      value={value}
      onChange={onChange}
      isInvalid={isInvalid}
      validationBehavior="aria"
    >
      <Label className={styles.label ?? ''}>{label}</Label>
      <Group className={styles.joined ?? ''}>
        <Input
          ref={input}
          className={styles.input ?? ''}
          type={shown ? 'text' : 'password'}
          autoComplete={isNew ? 'new-password' : 'current-password'}
          autoCapitalize="none"
          spellCheck="false"
        />
        <ToggleButton
          className={styles.show ?? ''}
          isSelected={shown}
          onChange={setShown}
          aria-label={`Show: ${label}`}
        >
          {shown ? 'Hide' : 'Show'}
        </ToggleButton>
      </Group>
      {help === undefined ? null : (
        <Text slot="description" className={styles.help ?? ''}>
          {help}
        </Text>
      )}
    </TextField>
  );
}
