import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Icon } from '../icon/icon.tsx';
import type { IconName } from '../icon/icon-paths.ts';
import type { Look } from './button.tsx';
import styles from './button.module.css';

interface LinkButtonProps {
  readonly to: string;
  readonly look?: Look;
  readonly icon?: IconName;
  readonly children: ReactNode;
}

/** Looks like a button and goes somewhere. */
export function LinkButton({ to, look = 'plain', icon, children }: LinkButtonProps) {
  return (
    <Link to={to} className={styles.button} data-look={look}>
      {icon === undefined ? null : <Icon name={icon} />}
      <span>{children}</span>
    </Link>
  );
}
