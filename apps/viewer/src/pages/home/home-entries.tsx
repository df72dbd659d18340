import type { Recommendation } from '@parlour/worker/brain-api';
import { CardGrid } from '../../components/card/card-grid.tsx';
import { TitleCard } from '../../components/card/title-card.tsx';
import { useMine } from '../../session/use-mine.ts';
import { FeatureCard } from './feature-card.tsx';
import styles from './home-entries.module.css';
import { isListed } from './list-changes.ts';
import { putsAside } from './puts-aside.ts';

/** Below, a title is in a list only with a warning. */
const LEAST_TRUST = 0.6;

/** The first one large, the others as cards. What the person has put aside is left out at once. */
export function HomeEntries({
  entries,
  busy,
  rewatch,
}: {
  entries: readonly Recommendation[];
  busy: boolean;
  rewatch: boolean;
}) {
  return (
    <CardGrid label="Recommendations" busy={busy}>
      {entries.map((entry, index) => (
        <Entry key={entry.card.id} entry={entry} isFirst={index === 0} rewatch={rewatch} />
      ))}
    </CardGrid>
  );
}

function Entry({ entry, isFirst, rewatch }: { entry: Recommendation; isFirst: boolean; rewatch: boolean }) {
  const { card, reasons, trust } = entry;
  const mine = useMine(card.id, entry.mine);
  if (!isListed(mine, rewatch)) return null;
  // The explanation, a sentence each.
  const [reason, second] = reasons.map(({ description }) => description);
  const more = [second, trust.score < LEAST_TRUST ? 'Could not be checked well enough' : undefined]
    .filter((one) => one !== undefined)
    .join('. ');
  return isFirst ? (
    <li className={styles.first}>
      <FeatureCard card={card} mine={mine} reason={reason} more={more} />
    </li>
  ) : (
    <li>
      <TitleCard card={card} mine={mine} reason={reason} more={more} leavesWhen={putsAside} />
    </li>
  );
}
