import styles from './card-skeletons.module.css';
import { CardGrid } from './card-grid.tsx';

/** Holds the room of cards that are on their way. */
export function CardSkeletons({ count, label = 'Loading' }: { count: number; label?: string }) {
  return (
    <CardGrid label={label} busy>
      {Array.from({ length: count }, (_, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- all alike
        <li key={index} className={styles.skeleton} aria-hidden="true">
          <div className={styles.art} />
          <div className={styles.line} />
          <div className={styles.short} />
          <div className={styles.space} />
        </li>
      ))}
    </CardGrid>
  );
}
