import styles from './mark.module.css';

/** The mark: an armchair under an arch, which is also a P. The same drawing as `../../public/icon.svg`. */
export function Mark() {
  return (
    <svg className={styles.mark} viewBox="0 0 64 64" aria-hidden="true" focusable="false">
      <path className={styles.wall} d="M10 58V28a22 22 0 0 1 44 0v30z" />
      <circle className={styles.lamp} cx="32" cy="25" r="9" />
      <path className={styles.seat} d="M16 58V45a5 5 0 0 1 10 0v3h12v-3a5 5 0 0 1 10 0v13z" />
    </svg>
  );
}
