import type { LivingProcess } from '@parlour/wire/api';
import { DataTable } from '../../components/data-table.tsx';
import { Moment } from '../../components/moment.tsx';
import { Panel } from '../../components/panel.tsx';

const NAMES: Readonly<Record<LivingProcess['kind'], string>> = {
  server: 'Server',
  queue: 'Queue worker',
  relay: 'Relay',
};

export function Processes({ processes }: { processes: readonly LivingProcess[] }) {
  return (
    <Panel
      title="Replicas, queue workers and relays"
      lead="All that have said within the last seconds that they live."
    >
      <DataTable
        caption="Replicas, queue workers and relays"
        columns={[
          { name: 'Kind', cell: ({ kind }) => NAMES[kind] },
          { name: 'Machine', cell: ({ host }) => host },
          { name: 'Process', isNumber: true, cell: ({ pid }) => pid },
          { name: 'Version', isExtra: true, cell: ({ version }) => version },
          { name: 'Up since', cell: ({ since }) => <Moment at={since} /> },
        ]}
        rows={processes}
        rowKey={({ kind, host, pid }) => `${kind} ${host} ${pid}`}
      />
    </Panel>
  );
}
