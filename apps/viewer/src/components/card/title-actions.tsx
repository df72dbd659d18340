import { IconToggle } from '@parlour/interface';
import type { ItemCard, MyView } from '@parlour/worker/brain-api';
import { useFeedback } from '../../session/use-feedback.ts';
import styles from './title-actions.module.css';

export type SwitchKind = 'like' | 'not-for-me' | 'seen' | 'watchlist';

interface TitleActionsProps {
  readonly card: ItemCard;
  readonly mine: MyView;
  /** Called before something is said. */
  readonly onSay?: (kind: SwitchKind, isSelected: boolean) => void;
}

const SWITCHES = [
  { kind: 'like', icon: 'heart', words: 'Like' },
  { kind: 'not-for-me', icon: 'not', words: 'Not for me' },
  { kind: 'seen', icon: 'eye', words: 'Seen it' },
  { kind: 'watchlist', icon: 'bookmark', words: 'Add to watchlist' },
] as const;

export function TitleActions({ card, mine, onSay }: TitleActionsProps) {
  const say = useFeedback();
  const on = { like: mine.liked, 'not-for-me': mine.notForMe, seen: mine.seen, watchlist: mine.onWatchlist };
  return (
    <fieldset className={styles.actions} aria-label={`What you say about ${card.name}`}>
      {SWITCHES.map(({ kind, icon, words }) => (
        <IconToggle
          key={kind}
          icon={icon}
          hint={kind === 'watchlist' && on.watchlist ? 'On your watchlist' : words}
          label={`${words}: ${card.name}`}
          isSelected={on[kind]}
          onChange={(isSelected) => {
            onSay?.(kind, isSelected);
            say(card, mine, { kind, on: isSelected });
          }}
        />
      ))}
    </fieldset>
  );
}
