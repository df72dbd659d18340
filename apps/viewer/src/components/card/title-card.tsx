import { useId, useRef } from 'react';
import { Link } from 'react-router';
import type { ItemCard, MyView } from '@parlour/worker/brain-api';
import { factsOf } from '../../format/facts.ts';
import { platformName } from '../../format/names.ts';
import { titlePath } from '../../format/title-path.ts';
import { Poster } from '../../posters/poster.tsx';
import { useMine } from '../../session/use-mine.ts';
import { focusNeighbour } from './focus-neighbour.ts';
import { type SwitchKind, TitleActions } from './title-actions.tsx';
import styles from './title-card.module.css';

interface TitleCardProps {
  readonly card: ItemCard;
  readonly mine?: MyView;
  readonly reason?: string | undefined;
  /** What else speaks for it, or is to be known of it; may be empty. */
  readonly more?: string;
  /** Whether this takes the card out of its list: then the focus moves on to its neighbour. */
  readonly leavesWhen?: (kind: SwitchKind, isSelected: boolean) => boolean;
}

export function TitleCard({ card, mine: known, reason, more = '', leavesWhen }: TitleCardProps) {
  const headingId = useId();
  const article = useRef<HTMLElement>(null);
  const mine = useMine(card.id, known);
  return (
    <article ref={article} className={styles.card} aria-labelledby={headingId}>
      <div className={styles.art}>
        <Poster subject={card} />
      </div>
      <h3 id={headingId} className={styles.name}>
        <Link to={titlePath(card.id)}>{card.name}</Link>
      </h3>
      <p className={styles.facts}>{factsOf(card).join(' · ')}</p>
      {card.genres.length === 0 ? null : <p className={styles.facts}>{card.genres.slice(0, 3).join(', ')}</p>}
      {reason === undefined ? null : <p className={styles.reason}>{reason}</p>}
      {more === '' ? null : <p className={styles.reason}>{more}</p>}
      <div className={styles.foot}>
        {card.platforms.length === 0 ? null : (
          <p className={styles.platforms}>
            <span className="visually-hidden">On </span>
            {card.platforms.slice(0, 3).map(platformName).join(' · ')}
            {card.platforms.length > 3 ? ` and ${card.platforms.length - 3} more` : ''}
          </p>
        )}
        <TitleActions
          card={card}
          mine={mine}
          onSay={(kind, isSelected) => {
            if (leavesWhen?.(kind, isSelected) === true) focusNeighbour(article.current);
          }}
        />
      </div>
    </article>
  );
}
