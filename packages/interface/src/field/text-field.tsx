import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextField as AriaTextField } from 'react-aria-components/TextField';
import styles from './field.module.css';
import { useFirstFocus } from './use-first-focus.ts';

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly help?: string;
  readonly autoComplete?: string;
  /** Takes the focus when it appears: for the one field that a page is there for. */
  readonly focusFirst?: boolean;
  readonly isInvalid?: boolean;
}

/** For words that no dictionary, history or capitaliser should touch. */
export function TextField({
  label,
  value,
  onChange,
  help,
  autoComplete = 'off',
  focusFirst = false,
  isInvalid = false,
}: TextFieldProps) {
  const input = useFirstFocus(focusFirst);
  return (
    <AriaTextField
      className={styles.field ?? ''}
      value={value}
      onChange={onChange}
      isInvalid={isInvalid}
      validationBehavior="aria"
    >
      <Label className={styles.label ?? ''}>{label}</Label>
      <Input
        ref={input}
        className={styles.input ?? ''}
        autoComplete={autoComplete}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck="false"
      />
      {help === undefined ? null : (
        <Text slot="description" className={styles.help ?? ''}>
          {help}
        </Text>
      )}
    </AriaTextField>
  );
}
