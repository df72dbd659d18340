import { count, percent } from '@parlour/interface';
import type { Bundle } from '@parlour/wire';
import styles from './query-list.module.css';

/** Each query: its purpose first, its figures after. */
export function QueryList({ bundle }: { bundle: Bundle }) {
  return (
    <ul className={styles.queries}>
      {bundle.queries.map(({ id, version, purpose, dimension, scale, clipShare, sumNorm }) => (
        <li key={id}>
          <h3>{purpose}</h3>
          <p>
            <code>{id}</code>, version {version}: {count(dimension)} {dimension === 1 ? 'number' : 'numbers'},
            scaled by {Number(scale.toPrecision(4))}, {percent(clipShare)} of the clip
            {sumNorm !== undefined &&
              `; a sum over ${percent(sumNorm)} of what all could add up to is discarded`}
          </p>
        </li>
      ))}
    </ul>
  );
}
