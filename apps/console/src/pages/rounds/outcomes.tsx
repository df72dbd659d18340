import { count } from '@parlour/interface';
import type { RoundOutcomes } from '@parlour/wire/api';
import { BarChart } from '../../components/bar-chart.tsx';
import chart from '../../components/chart.module.css';
import { DataTable } from '../../components/data-table.tsx';
import { Panel } from '../../components/panel.tsx';
import { OUTCOMES } from './round-words.ts';

const names = OUTCOMES.map(({ name }) => name);

/** Messages of devices by what became of them. */
export function Outcomes({ outcomes }: { outcomes: RoundOutcomes }) {
  return (
    <Panel
      title="Messages by outcome"
      lead="Over the whole round and all devices together. There is no view of a single device, because the server keeps nothing that could fill one."
    >
      <div className={chart.beside}>
        <BarChart
          label="Bars: messages by outcome; the same figures are in the table"
          height={300}
          names={names}
          bars={[{ name: 'Messages', values: OUTCOMES.map(({ key }) => outcomes[key]), colour: 'good' }]}
        />
        <DataTable
          isDense
          caption="Messages by outcome"
          columns={[
            { name: 'Outcome', cell: ({ name }) => name },
            { name: 'Messages', isNumber: true, cell: ({ key }) => count(outcomes[key]) },
            { name: 'Means', isExtra: true, isQuiet: true, cell: ({ what }) => what },
          ]}
          rows={OUTCOMES}
          rowKey={({ key }) => key}
        />
      </div>
    </Panel>
  );
}
