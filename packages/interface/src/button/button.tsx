import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import { Icon } from '../icon/icon.tsx';
import type { IconName } from '../icon/icon-paths.ts';
import styles from './button.module.css';

export type Look = 'primary' | 'plain' | 'quiet' | 'danger';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'children' | 'style'> {
  readonly look?: Look;
  readonly icon?: IconName;
  readonly children: ReactNode;
}

export function Button({ look = 'plain', icon, children, ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} className={styles.button ?? ''} data-look={look}>
      {icon === undefined ? null : <Icon name={icon} />}
      <span>{children}</span>
    </AriaButton>
  );
}
