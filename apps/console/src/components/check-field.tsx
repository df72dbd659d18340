import { Icon } from '@parlour/interface';
import type { ReactNode } from 'react';
import { Checkbox } from 'react-aria-components/Checkbox';
import styles from './check-field.module.css';

interface CheckFieldProps {
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
  readonly children: ReactNode;
}

export function CheckField({ isSelected, onChange, children }: CheckFieldProps) {
  return (
    <Checkbox className={styles.field ?? ''} isSelected={isSelected} onChange={onChange}>
      <span className={styles.box}>{isSelected ? <Icon name="check" /> : null}</span>
      {children}
    </Checkbox>
  );
}
