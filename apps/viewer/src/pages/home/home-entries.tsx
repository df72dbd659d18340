import type { Recommendation } from '../../../../../worker/src/brain-api.ts';
import { CardGrid } from '../../components/card/card-grid.tsx';
import { TitleCard } from '../../components/card/title-card.tsx';
import { useMine } from '../../session/use-mine.ts';
import { FeatureCard } from './feature-card.tsx';
import styles from './home-entries.module.css';
import { putsAside } from './puts-aside.ts';

/** The first one large, the others as cards. What the person has put aside is left out at once. */
export function HomeEntries({ entries, busy }: { entries: readonly Recommendation[]; busy: boolean }) {
  return (
    <CardGrid label="Recommendations" busy={busy}>
      {entries.map((entry, index) => (
        <Entry key={entry.card.id} entry={entry} isFirst={index === 0} />
      ))}
    </CardGrid>
  );
}

function Entry({ entry, isFirst }: { entry: Recommendation; isFirst: boolean }) {
  const { card, reasons } = entry;
  const mine = useMine(card.id, entry.mine);
  if (mine.notForMe || mine.seen) return null;
  const reason = reasons[0]?.description;
  return isFirst ? (
    <li className={styles.first}>
      <FeatureCard card={card} mine={mine} reason={reason} />
    </li>
  ) : (
    <li>
      <TitleCard card={card} mine={mine} reason={reason} leavesWhen={putsAside} />
    </li>
  );
}
