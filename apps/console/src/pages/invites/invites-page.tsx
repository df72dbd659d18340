import { Empty } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import { useQuery } from '@tanstack/react-query';
import { asked } from '../../api/asked.ts';
import { Loaded } from '../../components/loaded.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { Panel } from '../../components/panel.tsx';
import { OperatorsOnly } from '../../session/operators-only.tsx';
import { BatchTable } from './batch-table.tsx';
import { InviteChart } from './invite-chart.tsx';
import { MakeInvites } from './make-invites.tsx';

export function InvitesPage() {
  const query = useQuery({ ...asked('GET /api/operator/invites', {}), refetchInterval: 30_000 });
  return (
    <div className={page.page}>
      <PageHead
        title="Invites"
        lead="An invite lets one person have one token an epoch, and so take part in rounds. How many were used is known; never whose, which, or when a single one."
      />
      <OperatorsOnly>
        <MakeInvites />
      </OperatorsOnly>
      <Loaded query={query} what="the invites">
        {(batches) =>
          batches.length === 0 ? (
            <Empty title="No invite yet">
              <p>Nobody can take part by invite until some are made.</p>
            </Empty>
          ) : (
            <>
              <InviteChart batches={batches} />
              <Panel title="Batches" lead="Invites that were made together; the newest first.">
                <BatchTable batches={batches} />
              </Panel>
            </>
          )
        }
      </Loaded>
    </div>
  );
}
