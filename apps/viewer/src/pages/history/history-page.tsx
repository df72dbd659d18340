import { counted, Empty, ErrorNote, LinkButton, Pager, usePageTitle } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import { useState } from 'react';
import type { HistoryPage as Entries } from '@parlour/worker/brain-api';
import { useBrain, useBrainState } from '../../brain/brain-context.ts';
import { useArrivals } from '../../brain/use-arrivals.ts';
import { useQuery } from '../../brain/use-query.ts';
import { byMonth } from './by-month.ts';
import { HistoryMonth } from './history-month.tsx';

const PAGE = 100;

export function HistoryPage() {
  usePageTitle('History');
  const brain = useBrain();
  const [offset, setOffset] = useState(0);
  const changes = `${useBrainState()?.events} ${useArrivals()}`;
  const ask = (): Promise<Entries> => brain.history({ offset, limit: PAGE });
  const { value, error } = useQuery(`history ${offset}`, ask, changes);
  return (
    <div className={page.page}>
      <div className={page.spread}>
        <h1>History</h1>
        <output className={page.quiet}>
          {value === undefined ? 'Reading…' : counted(value.total, 'entry', 'entries')}
        </output>
      </div>
      <ErrorNote error={error} />
      {value?.total === 0 ? (
        <Empty title="Nothing here yet">
          <p>What you import and what you say about titles is listed here, on this device only.</p>
          <LinkButton to="/import" look="primary">
            Import a history
          </LinkButton>
        </Empty>
      ) : null}
      {byMonth(value?.entries ?? []).map((month) => (
        <HistoryMonth key={month.name} month={month} />
      ))}
      <Pager
        label="Pages of the history"
        offset={offset}
        size={PAGE}
        total={value?.total ?? 0}
        onChange={setOffset}
        back="Newer"
        next="Older"
      />
    </div>
  );
}
