import styles from './icon.module.css';
import { ICON_PATHS, type IconName } from './icon-paths.ts';

/** Always beside a text or inside something that has an accessible name. */
export function Icon({ name, filled = false }: { name: IconName; filled?: boolean }) {
  return (
    <svg
      className={styles.icon}
      viewBox="0 0 24 24"
      data-filled={filled || undefined}
      aria-hidden="true"
      focusable="false"
    >
      <path d={ICON_PATHS[name]} />
    </svg>
  );
}
