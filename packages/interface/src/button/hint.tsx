import type { ReactNode } from 'react';
import { Tooltip } from 'react-aria-components/Tooltip';
import { insideMain } from '../inside-main.ts';
import styles from './hint.module.css';

/** The tooltip of an icon. */
export function Hint({ children }: { children: ReactNode }) {
  return (
    <Tooltip className={styles.hint ?? ''} offset={8} {...insideMain()}>
      {children}
    </Tooltip>
  );
}
