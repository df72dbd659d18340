import { FieldError } from 'react-aria-components/FieldError';
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
  /** Why it is not right as it stands; read out as the person goes on. */
  readonly problem?: string | undefined;
  readonly inputMode?: 'numeric' | 'decimal';
  readonly type?: 'text' | 'datetime-local' | 'url';
  readonly isReadOnly?: boolean;
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
  problem,
  inputMode,
  type = 'text',
  isReadOnly = false,
}: TextFieldProps) {
  const input = useFirstFocus(focusFirst);
  return (
    <AriaTextField
      className={styles.field ?? ''}
      value={value}
      onChange={onChange}
      isInvalid={isInvalid || problem !== undefined}
      isReadOnly={isReadOnly}
      validationBehavior="aria"
    >
      <Label className={styles.label ?? ''}>{label}</Label>
      <Input
        ref={input}
        className={styles.input ?? ''}
        type={type}
        inputMode={inputMode}
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
      <FieldError className={styles.problem ?? ''}>{problem}</FieldError>
    </AriaTextField>
  );
}
