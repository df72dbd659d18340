import { type CSSProperties, useMemo } from 'react';
import type { ItemCard, MyView } from '@parlour/worker/brain-api';
import { factsOf } from '../../format/facts.ts';
import { designPoster } from '../../posters/design-poster.ts';
import { Poster } from '../../posters/poster.tsx';
import { useSession } from '../../session/session.ts';
import { useMine } from '../../session/use-mine.ts';
import { HeroActions } from './hero-actions.tsx';
import { StarRating } from './star-rating.tsx';
import styles from './title-hero.module.css';

interface TitleHeroProps {
  readonly card: ItemCard;
  readonly mine: MyView;
  readonly synopsis: string | undefined;
}

export function TitleHero({ card, mine: known, synopsis }: TitleHeroProps) {
  const mine = useMine(card.id, known);
  const reason = useSession().reasons.get(card.id);
  const { palette, lettering } = useMemo(() => designPoster(card), [card]);
  const colours = { '--hero-ground': palette.ground, '--hero-ink': palette.ink } as CSSProperties;
  return (
    <div className={styles.hero} style={colours}>
      <div className={styles.poster}>
        <Poster subject={card} />
      </div>
      <div className={styles.words}>
        <h1 className={styles.name} data-lettering={lettering.name}>
          {card.name}
        </h1>
        <p className={styles.facts}>{[...factsOf(card), ...card.genres].join(' · ')}</p>
        {reason === undefined ? null : <p className={styles.reason}>{reason}</p>}
        {synopsis === undefined ? null : <p className={styles.synopsis}>{synopsis}</p>}
        <HeroActions card={card} mine={mine} />
        <StarRating card={card} mine={mine} />
      </div>
    </div>
  );
}
