import type { ReactNode } from 'react';
import { Icon } from '../icon/icon.tsx';
import type { IconName } from '../icon/icon-paths.ts';
import styles from './note.module.css';

interface NoteProps {
  readonly tone?: 'plain' | 'warn' | 'good' | 'bad';
  readonly icon?: IconName;
  readonly children: ReactNode;
}

/** A boxed remark. */
export function Note({ tone = 'plain', icon = 'info', children }: NoteProps) {
  return (
    <div className={styles.note} data-tone={tone}>
      <Icon name={icon} />
      <div>{children}</div>
    </div>
  );
}
