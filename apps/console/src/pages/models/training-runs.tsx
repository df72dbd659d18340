import type { TrainingRun } from '@parlour/wire/api';
import { Badge } from '../../components/badge.tsx';
import chart from '../../components/chart.module.css';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { LineChart } from '../../components/line-chart.tsx';
import { Moment } from '../../components/moment.tsx';
import { figure, figureName } from './model-words.ts';

/** What is drawn over the runs, where they have it: how good each candidate was. */
const drawn = 'candidateNdcg';

/** Each time that a model of a kind was learned of released sums: what it was told, what was measured, what came of it. */
export function TrainingRuns({ name, runs }: { name: string; runs: readonly TrainingRun[] }) {
  if (runs.length === 0) return null;
  const measured = runs.filter(({ metrics }) => metrics[drawn] !== undefined).toReversed();
  const columns: Column<TrainingRun>[] = [
    { name: 'Learned', cell: ({ at }) => <Moment at={at} /> },
    { name: 'Came to', cell: (run) => <RunState run={run} /> },
    { name: 'Measured', cell: ({ metrics }) => figures(metrics) },
    { name: 'Told', isQuiet: true, isExtra: true, cell: ({ parameters }) => figures(parameters) },
  ];
  return (
    <>
      {measured.length < 2 ? null : (
        <div className={chart.beside}>
          <LineChart
            label={`Line: ${figureName(drawn)} of each run of ${name}; the same figures are in the table`}
            points={measured.map(({ at, metrics }) => ({ at, value: metrics[drawn] }))}
          />
          <DataTable
            isDense
            caption={`${figureName(drawn)} of each run of ${name}`}
            columns={[
              { name: 'Learned', cell: ({ at }: TrainingRun) => <Moment at={at} /> },
              { name: 'Candidate', isNumber: true, cell: ({ metrics }) => figure(metrics[drawn]) },
              { name: 'Popularity', isNumber: true, cell: ({ metrics }) => ofArm(metrics, 'popularity') },
              { name: 'Served', isNumber: true, cell: ({ metrics }) => ofArm(metrics, 'served') },
            ]}
            rows={measured}
            rowKey={({ id }) => id}
          />
        </div>
      )}
      <DataTable caption={`Runs: ${name}`} columns={columns} rows={runs} rowKey={({ id }) => id} />
    </>
  );
}

function RunState({ run: { state, reason } }: { run: TrainingRun }) {
  if (state === 'passed') return <Badge tone="good">A candidate</Badge>;
  return (
    <>
      <Badge tone={state === 'failed' ? 'bad' : 'warn'}>{state === 'failed' ? 'Nothing' : 'Refused'}</Badge>{' '}
      {reason}
    </>
  );
}

const ofArm = (metrics: TrainingRun['metrics'], arm: string): string => {
  const value = metrics[`${arm}Ndcg`];
  return value === undefined ? '-' : figure(value);
};

const figures = (named: TrainingRun['parameters']): string =>
  Object.entries(named)
    .map(([name, value]) => `${figureName(name)} ${typeof value === 'number' ? figure(value) : value}`)
    .join(' · ');
