import styles from './device.module.css';

/** A bar beside a figure that is written out; its length is on a logarithmic scale, as the times differ by hundreds. */
export function TimeBar({ value, most }: { value: number | undefined; most: number }) {
  const share = value === undefined || most <= 0 ? 0 : Math.max(0.04, Math.log1p(value) / Math.log1p(most));
  return (
    <svg
      className={styles.bar}
      viewBox="0 0 100 8"
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <rect className={styles.track} width="100" height="8" rx="2" />
      <rect className={styles.fill} width={share * 100} height="8" rx="2" />
    </svg>
  );
}
