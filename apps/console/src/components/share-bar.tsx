import styles from './share-bar.module.css';

/** How much of something is taken; what it says stands beside it in words. */
export function ShareBar({ share, tone = 'plain' }: { share: number; tone?: 'plain' | 'warn' | 'bad' }) {
  const width = 100 * Math.min(1, Math.max(0, share));
  return (
    <svg
      className={styles.bar}
      viewBox="0 0 100 6"
      preserveAspectRatio="none"
      aria-hidden="true"
      data-tone={tone}
    >
      <rect className={styles.track} width="100" height="6" />
      <rect className={styles.fill} width={width} height="6" />
    </svg>
  );
}
