import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';
import styles from './chips.module.css';

interface ChipsProps {
  readonly label: string;
  readonly values: readonly string[];
  readonly options: readonly { readonly value: string; readonly name: string }[];
  readonly onChange: (values: string[]) => void;
}

/** Any of several. */
export function Chips({ label, values, options, onChange }: ChipsProps) {
  return (
    <ToggleButtonGroup
      className={styles.chips ?? ''}
      aria-label={label}
      selectionMode="multiple"
      selectedKeys={values}
      onSelectionChange={(keys) => onChange([...keys].map(String))}
    >
      {options.map((option) => (
        <ToggleButton key={option.value} id={option.value} className={styles.chip ?? ''}>
          {option.name}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
