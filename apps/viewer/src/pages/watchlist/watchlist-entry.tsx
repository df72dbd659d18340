import type { ItemCard } from '@parlour/worker/brain-api';
import { useBrain } from '../../brain/brain-context.ts';
import { useArrivals } from '../../brain/use-arrivals.ts';
import { useQuery } from '../../brain/use-query.ts';
import { TitleCard } from '../../components/card/title-card.tsx';
import { NOTHING_SAID } from '../../session/mine-store.ts';
import { useMine } from '../../session/use-mine.ts';

const ON_IT = { ...NOTHING_SAID, onWatchlist: true };

/** Goes as soon as it is taken off, and comes back with the undo. */
export function WatchlistEntry({ card }: { card: ItemCard }) {
  const brain = useBrain();
  // The list says only what is on it; whether it is liked or seen is asked for each.
  const ask = async () => (await brain.mine([card.id]))[0];
  const known = useQuery(`mine ${card.id}`, ask, useArrivals());
  const mine = useMine(card.id, known.value ?? ON_IT);
  if (!mine.onWatchlist) return null;
  return (
    <li>
      <TitleCard
        card={card}
        mine={mine}
        leavesWhen={(kind, isSelected) => kind === 'watchlist' && !isSelected}
      />
    </li>
  );
}
