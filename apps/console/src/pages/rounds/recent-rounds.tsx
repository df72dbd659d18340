import { count } from '@parlour/interface';
import type { RoundStatus } from '@parlour/wire/api';
import { BarChart } from '../../components/bar-chart.tsx';
import chart from '../../components/chart.module.css';
import { DataTable } from '../../components/data-table.tsx';
import { Panel } from '../../components/panel.tsx';
import { shortHash } from '../../format/short-hash.ts';
import { isOver } from './round-words.ts';

const SHOWN = 8;

/** How many devices the last rounds began with, and of how many each sum is made. */
export function RecentRounds({ rounds }: { rounds: readonly RoundStatus[] }) {
  const last = rounds.filter(isOver).slice(0, SHOWN).toReversed();
  if (last.length === 0) return null;
  return (
    <Panel
      title="The last rounds that ended"
      lead="Devices that formed each, and the reports its sum is made of."
    >
      <div className={chart.beside}>
        <BarChart
          label="Bars: devices and summed reports of the last rounds; the same figures are in the table"
          height={300}
          names={last.map(({ id }) => shortHash(id).slice(0, 6))}
          bars={[
            { name: 'Devices', values: last.map(({ members }) => members ?? 0), colour: 'muted' },
            { name: 'In the sum', values: last.map(({ reports }) => reports ?? 0), colour: 'good' },
          ]}
        />
        <DataTable
          isDense
          caption="Devices and summed reports of the last rounds"
          columns={[
            { name: 'Round', cell: ({ id }) => <code>{shortHash(id).slice(0, 6)}</code> },
            { name: 'Devices', isNumber: true, colour: 'muted', cell: ({ members }) => count(members ?? 0) },
            {
              name: 'In the sum',
              isNumber: true,
              colour: 'good',
              cell: ({ reports }) => count(reports ?? 0),
            },
          ]}
          rows={last}
          rowKey={({ id }) => id}
        />
      </div>
    </Panel>
  );
}
