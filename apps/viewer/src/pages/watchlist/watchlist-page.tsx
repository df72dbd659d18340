import { counted, Empty, ErrorNote, LinkButton, usePageTitle } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import { useBrain } from '../../brain/brain-context.ts';
import { useArrivals } from '../../brain/use-arrivals.ts';
import { useQuery } from '../../brain/use-query.ts';
import { CardGrid } from '../../components/card/card-grid.tsx';
import { CardSkeletons } from '../../components/card/card-skeletons.tsx';
import { WatchlistEntry } from './watchlist-entry.tsx';

export function WatchlistPage() {
  usePageTitle('Watchlist');
  const brain = useBrain();
  const { value: cards, error } = useQuery('watchlist', () => brain.watchlist(), useArrivals());
  return (
    <div className={page.page}>
      <div className={page.spread}>
        <h1>Watchlist</h1>
        {cards === undefined ? null : <p className={page.quiet}>{counted(cards.length, 'title')}</p>}
      </div>
      <ErrorNote error={error} />
      {cards === undefined && error === undefined ? <CardSkeletons count={6} /> : null}
      {cards?.length === 0 ? (
        <Empty title="Nothing on it yet">
          <p>Press the bookmark on a title, and it waits for you here.</p>
          <LinkButton to="/" look="primary">
            Find something
          </LinkButton>
        </Empty>
      ) : null}
      {cards !== undefined && cards.length > 0 ? (
        <CardGrid label="Watchlist">
          {cards.map((card) => (
            <WatchlistEntry key={card.id} card={card} />
          ))}
        </CardGrid>
      ) : null}
    </div>
  );
}
