import { Icon } from '@parlour/interface';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import type { ItemCard, MyView } from '@parlour/worker/brain-api';
import { useFeedback } from '../../session/use-feedback.ts';
import styles from './title-hero.module.css';

const SWITCHES = [
  { kind: 'like', icon: 'heart', words: 'Like' },
  { kind: 'not-for-me', icon: 'not', words: 'Not for me' },
  { kind: 'seen', icon: 'eye', words: 'Seen it' },
  { kind: 'watchlist', icon: 'bookmark', words: 'Add to watchlist' },
] as const;

/** The same four words as on a card, written out. */
export function HeroActions({ card, mine }: { card: ItemCard; mine: MyView }) {
  const say = useFeedback();
  const on = { like: mine.liked, 'not-for-me': mine.notForMe, seen: mine.seen, watchlist: mine.onWatchlist };
  return (
    <fieldset className={styles.actions} aria-label={`What you say about ${card.name}`}>
      {SWITCHES.map(({ kind, icon, words }) => (
        <ToggleButton
          key={kind}
          className={styles.action ?? ''}
          isSelected={on[kind]}
          onChange={(isSelected) => say(card, mine, { kind, on: isSelected })}
        >
          <Icon name={icon} filled={on[kind] && (kind === 'like' || kind === 'watchlist')} />
          {words}
        </ToggleButton>
      ))}
    </fieldset>
  );
}
