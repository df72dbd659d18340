import chart from '../../components/chart.module.css';
import { DataTable } from '../../components/data-table.tsx';
import { LineChart } from '../../components/line-chart.tsx';
import { Moment } from '../../components/moment.tsx';
import type { ChartedFigure } from './charted-figures.ts';
import { figure, figureName } from './model-words.ts';

/** One figure of all runs of a model: a line, and the same in a table. */
export function RunFigure({ model, charted: { name, runs } }: { model: string; charted: ChartedFigure }) {
  const label = figureName(name);
  return (
    <div className={chart.beside}>
      <LineChart
        label={`Line: ${label} of each run of ${model}; the same figures are in the table`}
        points={runs}
      />
      <DataTable
        isDense
        caption={`${label} of each run of ${model}`}
        columns={[
          { name: 'Learned', cell: ({ at }: ChartedFigure['runs'][number]) => <Moment at={at} /> },
          { name: label, isNumber: true, cell: ({ value }) => figure(value) },
        ]}
        rows={runs}
        rowKey={({ id }) => id}
      />
    </div>
  );
}
