import { type CSSProperties, useId, useMemo, useRef } from 'react';
import { Link } from 'react-router';
import type { ItemCard, MyView } from '@parlour/worker/brain-api';
import { focusNeighbour } from '../../components/card/focus-neighbour.ts';
import { TitleActions } from '../../components/card/title-actions.tsx';
import { factsOf } from '../../format/facts.ts';
import { platformName } from '../../format/names.ts';
import { titlePath } from '../../format/title-path.ts';
import { Banner } from '../../posters/banner.tsx';
import { designBanner } from '../../posters/design-poster.ts';
import styles from './feature-card.module.css';
import { putsAside } from './puts-aside.ts';

interface FeatureCardProps {
  readonly card: ItemCard;
  readonly mine: MyView;
  readonly reason: string | undefined;
  /** What else speaks for it, or is to be known of it; may be empty. */
  readonly more?: string;
}

/** The first choice, in the colours and the type of its own poster. */
export function FeatureCard({ card, mine, reason, more = '' }: FeatureCardProps) {
  const headingId = useId();
  const article = useRef<HTMLElement>(null);
  const design = useMemo(() => designBanner(card), [card]);
  const { palette, lettering } = design;
  const colours = { '--card-ground': palette.ground, '--card-ink': palette.ink } as CSSProperties;
  return (
    <article ref={article} className={styles.feature} style={colours} aria-labelledby={headingId}>
      <div className={styles.words}>
        <h2 id={headingId} className={styles.name} data-lettering={lettering.name}>
          <Link to={titlePath(card.id)}>{card.name}</Link>
        </h2>
        <p>{[...factsOf(card), ...card.genres.slice(0, 3)].join(' · ')}</p>
        {reason === undefined ? null : <p className={styles.reason}>{reason}</p>}
        {more === '' ? null : <p className={styles.reason}>{more}</p>}
        {card.platforms.length === 0 ? null : <p>On {card.platforms.map(platformName).join(', ')}</p>}
        <TitleActions
          card={card}
          mine={mine}
          onSay={(kind, isSelected) => {
            if (putsAside(kind, isSelected)) focusNeighbour(article.current);
          }}
        />
      </div>
      <div className={styles.art}>
        <Banner panels={design.panels} ground={palette.ground} />
      </div>
    </article>
  );
}
