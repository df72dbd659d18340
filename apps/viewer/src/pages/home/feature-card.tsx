import { type CSSProperties, useId, useMemo, useRef } from 'react';
import { Link } from 'react-router';
import type { ItemCard, MyView } from '../../../../../worker/src/brain-api.ts';
import { focusNeighbour } from '../../components/card/focus-neighbour.ts';
import { TitleActions } from '../../components/card/title-actions.tsx';
import { factsOf } from '../../format/facts.ts';
import { platformName } from '../../format/names.ts';
import { titlePath } from '../../format/title-path.ts';
import { designPoster } from '../../posters/design-poster.ts';
import { Poster } from '../../posters/poster.tsx';
import { putsAside } from './puts-aside.ts';
import styles from './feature-card.module.css';

interface FeatureCardProps {
  readonly card: ItemCard;
  readonly mine: MyView;
  readonly reason: string | undefined;
}

/** The first choice, in the colours of its own poster. */
export function FeatureCard({ card, mine, reason }: FeatureCardProps) {
  const headingId = useId();
  const article = useRef<HTMLElement>(null);
  const { palette, lettering } = useMemo(() => designPoster(card), [card]);
  const colours = {
    '--ground': palette.ground,
    '--ink': palette.ink,
    '--warm': palette.a,
  } as CSSProperties;
  return (
    <article ref={article} className={styles.feature} style={colours} aria-labelledby={headingId}>
      <div className={styles.art}>
        <Poster subject={card} />
      </div>
      <div className={styles.words}>
        <h2 id={headingId} className={styles.name} data-lettering={lettering.name}>
          <Link to={titlePath(card.id)}>{card.name}</Link>
        </h2>
        <p>{[...factsOf(card), ...card.genres.slice(0, 3)].join(' · ')}</p>
        {reason === undefined ? null : <p className={styles.reason}>{reason}</p>}
        {card.platforms.length === 0 ? null : <p>On {card.platforms.map(platformName).join(', ')}</p>}
        <TitleActions
          card={card}
          mine={mine}
          onSay={(kind, isSelected) => {
            if (putsAside(kind, isSelected)) focusNeighbour(article.current);
          }}
        />
      </div>
    </article>
  );
}
