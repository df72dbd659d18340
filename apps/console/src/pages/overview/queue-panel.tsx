import { count } from '@parlour/interface';
import type { Health } from '@parlour/wire/api';
import { BarChart } from '../../components/bar-chart.tsx';
import chart from '../../components/chart.module.css';
import { DataTable } from '../../components/data-table.tsx';
import { Panel } from '../../components/panel.tsx';

export function QueuePanel({ queue }: { queue: Health['queue'] }) {
  const rows = [
    { name: 'Waiting', value: queue.depth, what: 'Could run now' },
    { name: 'Running', value: queue.running, what: 'A worker does it' },
    { name: 'Later', value: queue.later, what: 'Not due yet' },
    { name: 'Retrying', value: queue.retrying, what: 'Failed, to be tried again' },
    {
      name: 'Given up',
      value: queue.failed.reduce((sum, { jobs }) => sum + jobs, 0),
      what: 'Failed each time',
    },
  ];
  return (
    <Panel title="The queue" lead="Jobs by state, of rounds and of operators.">
      <div className={chart.beside}>
        <BarChart
          label="Bars: jobs by state; the same figures are in the table"
          names={rows.map(({ name }) => name)}
          bars={[{ name: 'Jobs', values: rows.map(({ value }) => value), colour: 'good' }]}
        />
        <DataTable
          isDense
          caption="Jobs by state"
          columns={[
            { name: 'State', cell: ({ name }) => name },
            { name: 'Jobs', isNumber: true, cell: ({ value }) => count(value) },
            { name: 'Means', isExtra: true, isQuiet: true, cell: ({ what }) => what },
          ]}
          rows={rows}
          rowKey={({ name }) => name}
        />
      </div>
    </Panel>
  );
}
