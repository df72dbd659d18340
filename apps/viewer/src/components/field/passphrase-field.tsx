import { useState } from 'react';
import { Group } from 'react-aria-components/Group';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextField } from 'react-aria-components/TextField';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import styles from './field.module.css';

interface PassphraseFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly isNew?: boolean;
  readonly autoFocus?: boolean;
  readonly help?: string;
  readonly isInvalid?: boolean;
}

/** Hidden unless the person asks to see it. */
export function PassphraseField({
  label,
  value,
  onChange,
  isNew = false,
  autoFocus = false,
  help,
  isInvalid = false,
}: PassphraseFieldProps) {
  const [shown, setShown] = useState(false);
  return (
    <TextField
      className={styles.field ?? ''}
      value={value}
      onChange={onChange}
      autoFocus={autoFocus}
      isInvalid={isInvalid}
    >
      <Label className={styles.label ?? ''}>{label}</Label>
      <Group className={styles.joined ?? ''}>
        <Input
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
