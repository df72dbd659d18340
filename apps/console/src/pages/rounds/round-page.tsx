import { momentName } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import type { RoundStatus } from '@parlour/wire/api';
import { asked } from '../../api/asked.ts';
import { Badge } from '../../components/badge.tsx';
import { Facts } from '../../components/facts.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Moment } from '../../components/moment.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { Panel } from '../../components/panel.tsx';
import { duration } from '../../format/ago.ts';
import { shortHash } from '../../format/short-hash.ts';
import { OperatorsOnly } from '../../session/operators-only.tsx';
import { AbortRound } from './abort-round.tsx';
import { Outcomes } from './outcomes.tsx';
import { ReleasedSum } from './released-sum.tsx';
import { RoundTimeline } from './round-timeline.tsx';
import { isOver, MAKERS, PHASES, phaseTone } from './round-words.ts';

export function RoundPage() {
  const { id = '' } = useParams();
  const query = useQuery({
    ...asked('GET /api/operator/rounds/:id', { params: { id } }),
    refetchInterval: ({ state: { data } }) => (data !== undefined && isOver(data) ? false : 1_000),
  });
  const round = query.data;
  return (
    <div className={page.page}>
      <PageHead
        title={`Round ${shortHash(id)}`}
        up={{ to: '/rounds', name: 'Rounds' }}
        actions={
          round === undefined || isOver(round) ? undefined : (
            <OperatorsOnly>
              <AbortRound round={round} />
            </OperatorsOnly>
          )
        }
      />
      <Loaded query={query} what="the round">
        {(shown) => (
          <>
            <Panel title="Life" actions={<Badge tone={phaseTone(shown)}>{PHASES[shown.phase]}</Badge>}>
              <RoundTimeline round={shown} />
            </Panel>
            <Outcomes outcomes={shown.outcomes} />
            {shown.phase === 'released' ? <ReleasedSum round={shown} /> : null}
            <Panel title="About it">
              <RoundFacts round={shown} />
            </Panel>
          </>
        )}
      </Loaded>
    </div>
  );
}

function RoundFacts({ round }: { round: RoundStatus }) {
  return (
    <Facts
      facts={[
        [
          'Bundle',
          <Link key="bundle" to={`/bundles/${round.bundle}`}>
            {shortHash(round.bundle)}
          </Link>,
        ],
        ['Made', MAKERS[round.by]],
        ['Began', <Moment key="began" at={round.createdAt} />],
        ['Ended', round.endedAt === null ? 'Not yet' : momentName(round.endedAt)],
        ['Took', round.endedAt === null ? 'Under way' : duration(round.endedAt - round.createdAt)],
        ['Devices that formed it', round.members ?? 'Not formed yet'],
        ['Whole id', <code key="id">{round.id}</code>],
      ]}
    />
  );
}
