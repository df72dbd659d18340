import styles from './skip-link.module.css';

/** The first stop of the keyboard: past the navigation, to `#main`. Seen only while it has the focus. */
export function SkipLink({ onClick }: { onClick?: React.MouseEventHandler<HTMLAnchorElement> }) {
  return (
    <a className={styles.skip} href="#main" onClick={onClick}>
      Skip to content
    </a>
  );
}
