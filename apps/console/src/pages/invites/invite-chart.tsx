import { count, shortDayName } from '@parlour/interface';
import type { InviteBatch } from '@parlour/wire/api';
import { BarChart } from '../../components/bar-chart.tsx';
import chart from '../../components/chart.module.css';
import { DataTable } from '../../components/data-table.tsx';
import { Panel } from '../../components/panel.tsx';
import { batchName } from './batch-words.ts';

const SHOWN = 8;

/** How many of the last batches were made, and how many of each used. */
export function InviteChart({ batches }: { batches: readonly InviteBatch[] }) {
  const last = batches.slice(0, SHOWN).toReversed();
  return (
    <Panel title="Made and used" lead="Of the last batches.">
      <div className={chart.beside}>
        <BarChart
          label="Bars: invites made and used of the last batches; the same figures are in the table"
          names={last.map(({ createdAt }) => shortDayName(createdAt))}
          bars={[
            { name: 'Made', values: last.map(({ made }) => made), colour: 'muted' },
            { name: 'Used', values: last.map(({ used }) => used), colour: 'good' },
          ]}
        />
        <DataTable
          isDense
          caption="Invites made and used"
          columns={[
            { name: 'Batch', cell: batchName },
            { name: 'Made', isNumber: true, colour: 'muted', cell: ({ made }) => count(made) },
            { name: 'Used', isNumber: true, colour: 'good', cell: ({ used }) => count(used) },
          ]}
          rows={last}
          rowKey={({ id }) => id}
        />
      </div>
    </Panel>
  );
}
