import page from '@parlour/interface/page.module.css';
import { useQuery } from '@tanstack/react-query';
import { asked } from '../../api/asked.ts';
import { Loaded } from '../../components/loaded.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { Attention } from './attention.tsx';
import { DiskAndDatabase } from './disk-and-database.tsx';
import { NoSingleDevice } from './no-single-device.tsx';
import { OpenRounds } from './open-rounds.tsx';
import { Processes } from './processes.tsx';
import { QueuePanel } from './queue-panel.tsx';

export function OverviewPage() {
  const health = useQuery({ ...asked('GET /api/operator/health', {}), refetchInterval: 5_000 });
  return (
    <div className={page.page}>
      <PageHead title="Overview" />
      <Loaded query={health} what="the server's health">
        {(shown) => (
          <>
            <Attention health={shown} />
            <DiskAndDatabase health={shown} />
            <OpenRounds />
            <QueuePanel queue={shown.queue} />
            <Processes processes={shown.processes} />
          </>
        )}
      </Loaded>
      <NoSingleDevice />
    </div>
  );
}
