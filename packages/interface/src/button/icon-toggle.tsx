import { ToggleButton } from 'react-aria-components/ToggleButton';
import { TooltipTrigger } from 'react-aria-components/Tooltip';
import { Icon } from '../icon/icon.tsx';
import type { IconName } from '../icon/icon-paths.ts';
import { Hint } from './hint.tsx';
import styles from './icon-button.module.css';

interface IconToggleProps {
  readonly icon: IconName;
  readonly label: string;
  readonly hint: string;
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
}

/** A round button that stays pressed. */
export function IconToggle({ icon, label, hint, isSelected, onChange }: IconToggleProps) {
  return (
    <TooltipTrigger delay={500}>
      <ToggleButton
        className={styles.button ?? ''}
        aria-label={label}
        isSelected={isSelected}
        onChange={onChange}
      >
        <Icon name={icon} filled={isSelected && icon !== 'not' && icon !== 'eye'} />
      </ToggleButton>
      <Hint>{hint}</Hint>
    </TooltipTrigger>
  );
}
