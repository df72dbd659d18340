import { Link } from 'react-router';
import type { TitleExplanation } from '@parlour/worker/brain-api';
import { useBrain } from '../../brain/brain-context.ts';
import { thisDevice } from '../../brain/device-type.ts';
import { useArrivals } from '../../brain/use-arrivals.ts';
import { useQuery } from '../../brain/use-query.ts';
import { titlePath } from '../../format/title-path.ts';
import { useSession } from '../../session/session.ts';
import { contextFor, NO_FILTERS } from '../home/filters.ts';
import { TrustStars } from './trust-stars.tsx';
import page from './title-page.module.css';
import styles from './why.module.css';

/** Moods from here up are named. */
const CLEAR = 0.65;
const MOST_PATHS = 3;

/** Why this title would be recommended to the person: what carries it, along which titles, and how far to rely on it. */
export function Why({ id }: { id: string }) {
  const brain = useBrain();
  const context = contextFor(useSession().keptHome()?.filters ?? NO_FILTERS, thisDevice());
  const ask = () => brain.explain(id, context);
  const { value } = useQuery(`why ${id} ${JSON.stringify(context)}`, ask, useArrivals());
  if (value === undefined) return null;
  return (
    <section className={page.section} aria-labelledby="why">
      <h2 id="why">Why this title</h2>
      <Reasons explanation={value} />
      <Paths paths={value.paths} />
      <Moods moods={value.moods} />
      <TrustStars trust={value.trust} />
    </section>
  );
}

function Reasons({ explanation: { reasons } }: { explanation: TitleExplanation }) {
  if (reasons.length === 0) {
    return <p className={page.aside}>Nothing in your history speaks for it yet.</p>;
  }
  return (
    <ul className={styles.reasons}>
      {reasons.map(({ type, description }) => (
        <li key={`${type} ${description}`}>{description}</li>
      ))}
    </ul>
  );
}

function Paths({ paths }: Pick<TitleExplanation, 'paths'>) {
  if (paths.length === 0) return null;
  return (
    <ul className={styles.paths} aria-label="Paths from your titles to this one">
      {paths.slice(0, MOST_PATHS).map(({ cards }) => (
        <li key={cards.map(({ id }) => id).join(' ')} className={styles.path}>
          {cards.map((card, place) => (
            <span key={card.id}>
              {place === 0 ? null : <span aria-hidden="true"> → </span>}
              {place === cards.length - 1 ? card.name : <Link to={titlePath(card.id)}>{card.name}</Link>}
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}

function Moods({ moods }: Pick<TitleExplanation, 'moods'>) {
  const clear = moods.filter(({ level, words }) => level >= CLEAR && words.length > 0);
  if (clear.length === 0) return null;
  return (
    <ul className={styles.moods} aria-label="Moods">
      {clear.map(({ mood, words }) => (
        <li key={mood} className={styles.mood}>
          <strong>{mood}</strong> <span>for {words.slice(0, 3).join(', ')}</span>
        </li>
      ))}
    </ul>
  );
}
