import { Button } from 'react-aria-components/Button';
import { TooltipTrigger } from 'react-aria-components/Tooltip';
import { Icon } from '../icon/icon.tsx';
import type { IconName } from '../icon/icon-paths.ts';
import styles from './icon-button.module.css';
import { Hint } from './hint.tsx';

interface IconButtonProps {
  readonly icon: IconName;
  /** Accessible name. */
  readonly label: string;
  /** What the tooltip says, where the name is longer than need be. */
  readonly hint?: string;
  readonly onPress: () => void;
  /** Of a button that unfolds something: whether it is unfolded, and its id. */
  readonly isExpanded?: boolean;
  readonly controls?: string;
}

export function IconButton({ icon, label, hint, onPress, isExpanded, controls }: IconButtonProps) {
  return (
    <TooltipTrigger delay={500}>
      <Button
        className={styles.button ?? ''}
        aria-label={label}
        aria-expanded={isExpanded}
        aria-controls={controls}
        onPress={onPress}
      >
        <Icon name={icon} />
      </Button>
      <Hint>{hint ?? label}</Hint>
    </TooltipTrigger>
  );
}
