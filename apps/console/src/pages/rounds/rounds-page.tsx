import { Empty } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Loaded } from '../../components/loaded.tsx';
import { MoreButton } from '../../components/more-button.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { Panel } from '../../components/panel.tsx';
import { OperatorsOnly } from '../../session/operators-only.tsx';
import { RecentRounds } from './recent-rounds.tsx';
import { RoundTable } from './round-table.tsx';
import { roundsQuery } from './rounds-query.ts';
import { Schedules } from './schedules.tsx';
import { StartRound } from './start-round.tsx';

export function RoundsPage() {
  const query = useInfiniteQuery(roundsQuery);
  return (
    <div className={page.page}>
      <PageHead
        title="Rounds"
        lead="Each round adds up what a cohort of devices reported, and ends in one sum or in none."
      />
      <OperatorsOnly>
        <StartRound />
      </OperatorsOnly>
      <Loaded query={query} what="the rounds">
        {({ pages }) => {
          const rounds = pages.flatMap((part) => part.rounds);
          return rounds.length === 0 ? (
            <Empty title="No round yet">
              <p>A round is made by hand, by schedule, or as soon as enough devices wait for a bundle.</p>
            </Empty>
          ) : (
            <>
              <RecentRounds rounds={rounds} />
              <Panel title="All rounds" lead="The newest first.">
                <RoundTable rounds={rounds} />
                <MoreButton query={query} />
              </Panel>
            </>
          );
        }}
      </Loaded>
      <Schedules />
    </div>
  );
}
