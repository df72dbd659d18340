import { Link } from 'react-router';
import type { ItemCard } from '@parlour/worker/brain-api';
import { factsOf } from '../../format/facts.ts';
import { titlePath } from '../../format/title-path.ts';
import { Poster } from '../../posters/poster.tsx';
import styles from './mini-card.module.css';

/** A poster with its name, without anything to press. */
export function MiniCard({ card }: { card: ItemCard }) {
  return (
    <Link to={titlePath(card.id)} className={styles.card}>
      <Poster subject={card} />
      <span className={styles.name}>{card.name}</span>
      <span className={styles.facts}>{factsOf(card).slice(0, 2).join(' · ')}</span>
    </Link>
  );
}
