import { count } from '@parlour/interface';
import type { InviteBatch } from '@parlour/wire/api';
import { Badge } from '../../components/badge.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Moment } from '../../components/moment.tsx';
import { useNow } from '../../components/use-now.ts';
import { useMayChange } from '../../session/session-context.ts';
import { batchName, batchState, openInvites } from './batch-words.ts';
import { RevokeBatch } from './revoke-batch.tsx';

export function BatchTable({ batches }: { batches: readonly InviteBatch[] }) {
  const now = useNow();
  const mayChange = useMayChange();
  const columns: Column<InviteBatch>[] = [
    { name: 'Batch', cell: batchName },
    {
      name: 'State',
      cell: (batch) => {
        const { name, tone } = batchState(batch, now);
        return <Badge tone={tone}>{name}</Badge>;
      },
    },
    { name: 'Made', isNumber: true, cell: ({ made }) => count(made) },
    { name: 'Used', isNumber: true, cell: ({ used }) => count(used) },
    { name: 'Open', isNumber: true, isExtra: true, cell: (batch) => count(openInvites(batch)) },
    { name: 'Expires', isExtra: true, cell: ({ expires }) => <Moment at={expires} /> },
  ];
  if (mayChange)
    columns.push({
      name: 'Change',
      cell: (batch) => (batch.expires > now && openInvites(batch) > 0 ? <RevokeBatch batch={batch} /> : null),
    });
  return <DataTable caption="Batches of invites" columns={columns} rows={batches} rowKey={({ id }) => id} />;
}
