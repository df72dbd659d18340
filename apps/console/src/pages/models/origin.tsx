import type { ModelOrigin } from '@parlour/wire/api';
import { Link } from 'react-router';
import { shortHash } from '../../format/short-hash.ts';
import { figure, figureName } from './model-words.ts';
import styles from './origin.module.css';

/** What a version was made of, and how good it was then, as whoever made it says. */
export function Origin({ origin: { sources, rounds, command, quality } }: { origin: ModelOrigin }) {
  const figures = Object.entries(quality);
  if (sources.length + rounds.length + figures.length === 0 && command === null) return 'Not said';
  return (
    <div className={styles.origin}>
      {sources.length === 0 ? null : <p>{sources.join(', ')}</p>}
      {rounds.length === 0 ? null : (
        <p>
          Sums of{' '}
          {rounds.map((round) => (
            <Link key={round} to={`/rounds/${round}`}>
              {shortHash(round)}{' '}
            </Link>
          ))}
        </p>
      )}
      {figures.length === 0 ? null : (
        <p className={styles.figures}>
          {figures.map(([name, value]) => `${figureName(name)} ${figure(value)}`).join(' · ')}
        </p>
      )}
      {command === null ? null : (
        <p>
          <code>{command}</code>
        </p>
      )}
    </div>
  );
}
